import { type NoOptions, noOptions } from '../no-options.ts'
import type { ScorePlugin } from '../placement/types.ts'
import { requestedResources } from '../requested-resources.ts'

/**
 * How well what a node has free lies in the direction of what the pod asks for: the dot product heuristic of vector bin packing
 * (Panigrahy et al. 2011, as in best-fit), and the alignment score of Tetris (Grandl et al., SIGCOMM 2014), which takes both
 * as shares of the node:
 *   score = Σ over the requested resources of (request / allocatable) × (free / allocatable)
 */
export const dotProduct: ScorePlugin<NoOptions> = {
  name: 'DotProduct',
  doc: 'Prefers nodes that have much free of what the pod asks much of: request times free, as shares of the node.',
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
          let product = 0
          for (let a = 0; a < asked.length; a++) {
            const { resource, amount } = asked[a]
            const limit = allocatable[resource][row]
            if (limit > 0) product += (amount / limit) * ((limit - requested[resource][row]) / limit)
          }
          totals[i] += weight * product
        }
      },
    }
  },
}
