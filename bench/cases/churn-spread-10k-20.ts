import type { BenchCase } from '../case.ts'
import { prepareChurn } from '../churn.ts'

export const churnSpread10k20: BenchCase = {
  name: 'churn-spread-10k-20',
  doc: 'Places 1,000,000 pods of 20 classes with the default spread on 10,000 nodes while as many leave, kube-default.',
  unit: 'placements/s',
  sizes: { small: 2000, full: 1_000_000 },
  floor: 75_000,
  prepare(size) {
    const run = prepareChurn({ nodes: size / 100, pods: size, classes: 20, spread: true })
    return () => ({ work: size, ...run() })
  },
}
