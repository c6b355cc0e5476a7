import { z } from 'zod'
import { allocationScore, scoredResources } from '../allocation-score.ts'
import type { ScorePlugin } from '../types.ts'

const options = z.strictObject({ resources: scoredResources })

/** kube-scheduler's LeastAllocated: (allocatable − requested) × 100 div allocatable, 0 when it would not fit. */
export const leastAllocated: ScorePlugin<z.output<typeof options>> = {
  name: 'LeastAllocated',
  doc: 'Prefers nodes with the most room left, as NodeResourcesFit does by default.',
  reach: 'node',
  options,
  prepare: (podClass, cluster, { resources }) =>
    allocationScore(podClass, cluster, resources, (requested, allocatable) =>
      requested > allocatable ? 0 : Math.floor(((allocatable - requested) * 100) / allocatable),
    ),
}
