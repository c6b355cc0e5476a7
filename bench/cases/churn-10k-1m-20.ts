import type { BenchCase } from '../case.ts'
import { prepareChurn } from '../churn.ts'

export const churn10k1m20: BenchCase = {
  name: 'churn-10k-1m-20',
  doc: 'Places 1,000,000 pods of 20 classes on 10,000 nodes two thirds full while as many leave, kube-default.',
  unit: 'placements/s',
  sizes: { small: 2000, full: 1_000_000 },
  floor: 250_000,
  prepare(size) {
    const run = prepareChurn({ nodes: size / 100, pods: size, classes: 20 })
    return () => ({ work: size, ...run() })
  },
}
