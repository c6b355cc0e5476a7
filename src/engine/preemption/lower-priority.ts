import type { Cluster } from '../../cluster/cluster.ts'

/** The tally of pods of lower priority: where it is 0 there is nobody to evict. */
export function lowerPriorityTally(cluster: Cluster, priority: number): number {
  return cluster.tally({
    key: `priority below|${priority}`,
    countsTerminating: true,
    weightOf: (podClass) => (podClass.priority < priority ? 1 : 0),
  })
}
