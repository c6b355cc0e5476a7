import type { BenchCase } from '../case.ts'
import { prepareChurn } from '../churn.ts'

export const churn100k1m50: BenchCase = {
  name: 'churn-100k-1m-50',
  doc: 'Places 1,000,000 pods of 50 classes on 100,000 nodes two thirds full while as many leave, kube-default.',
  unit: 'placements/s',
  sizes: { small: 2000, full: 1_000_000 },
  floor: 100_000,
  prepare(size) {
    const run = prepareChurn({ nodes: size / 10, pods: size, classes: 50 })
    return () => ({ work: size, ...run() })
  },
}
