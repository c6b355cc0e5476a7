import { type NoOptions, noOptions } from '../no-options.ts'
import type { ScorePlugin } from '../placement/types.ts'
import { requestedResources } from '../requested-resources.ts'

/**
 * Best fit for several resources, as in vector bin packing (Panigrahy, Talwar, Uyeda and Wieder, "Heuristics for Vector
 * Bin Packing", Microsoft Research 2011): the less is left, the better. Amounts are taken as shares of the node, so that
 * cores and bytes weigh the same:
 *   score = 1 − mean over the requested resources of (free − request) / allocatable
 */
export const bestFit: ScorePlugin<NoOptions> = {
  name: 'BestFit',
  doc: 'Prefers nodes that the pod would leave least free of what it requests, as a share of the node.',
  options: noOptions,
  prepare(podClass, cluster) {
    const asked = requestedResources(podClass)
    if (asked.length === 0) return null
    return {
      reach: 'node',
      wholeUpTo: null,
      add(rows, count, weight, totals) {
        const { allocatable, requested } = cluster.nodes
        for (let i = 0; i < count; i++) {
          const row = rows[i]
          let left = 0
          for (let a = 0; a < asked.length; a++) {
            const { resource, amount } = asked[a]
            const limit = allocatable[resource][row]
            if (limit > 0) left += (limit - requested[resource][row] - amount) / limit
          }
          totals[i] += weight * (1 - left / asked.length)
        }
      },
    }
  },
}
