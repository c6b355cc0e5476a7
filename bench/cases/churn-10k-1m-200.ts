import type { BenchCase } from '../case.ts'
import { prepareChurn } from '../churn.ts'

export const churn10k1m200: BenchCase = {
  name: 'churn-10k-1m-200',
  doc: 'Places 1,000,000 pods of 200 classes on 10,000 nodes two thirds full while as many leave, kube-default.',
  unit: 'placements/s',
  sizes: { small: 2000, full: 1_000_000 },
  floor: 100_000,
  prepare(size) {
    const run = prepareChurn({ nodes: size / 100, pods: size, classes: 200 })
    return () => ({ work: size, ...run() })
  },
}
