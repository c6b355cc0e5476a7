import { z } from 'zod'
import { allocationScore, scoredResources } from '../allocation-score.ts'
import type { ScorePlugin } from '../types.ts'

const options = z.strictObject({ resources: scoredResources })

/** kube-scheduler's MostAllocated: requested × 100 div allocatable, requested at most allocatable. */
export const mostAllocated: ScorePlugin<z.output<typeof options>> = {
  name: 'MostAllocated',
  doc: 'Prefers nodes that are already full, which packs pods onto few nodes.',
  reach: 'node',
  options,
  prepare: (podClass, cluster, { resources }) =>
    allocationScore(podClass, cluster, resources, (requested, allocatable) =>
      Math.floor((Math.min(requested, allocatable) * 100) / allocatable),
    ),
}
