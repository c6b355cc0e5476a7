import { z } from 'zod'
import { durationField } from '../../base/fields.ts'
import { periodField } from '../period-field.ts'
import type { NodeAutoscalerPlugin, NodeAutoscalerView, NodeDecision, PoolView } from '../types.ts'

const options = z.strictObject({
  every: periodField().prefault('10s').describe('How often the autoscaler looks.'),
  idleAfter: durationField().prefault('10m').describe('A node that stood without pods for this long is removed.'),
})

type Options = z.output<typeof options>

export const pendingPods: NodeAutoscalerPlugin<Options> = {
  name: 'pending-pods',
  doc: 'Adds the nodes that pending pods need, from the pool that places the most of them, the cheapest among equals, and removes nodes that stand empty.',
  options,
  create: (chosen) => ({
    everyUs: chosen.every,
    decide(view) {
      const added = view.unschedulablePods > 0 ? grow(view) : []
      return added.length > 0 ? added : shrink(view, chosen)
    },
  }),
}

/** Adds nodes of the pool that places the most pods; among those the cheapest, then the first. */
function grow(view: NodeAutoscalerView): NodeDecision[] {
  let best: { poolIndex: number; count: number; pods: number; price: number } | null = null
  for (let poolIndex = 0; poolIndex < view.pools.length; poolIndex++) {
    const pool = view.pools[poolIndex]
    const room = pool.pool.limits.max - pool.nodesReady - pool.nodesBooting
    if (room <= 0) continue
    const { pods, nodesUsed } = view.wouldPlace(poolIndex, room)
    const price = nodesUsed * pool.pool.pricePerHour
    if (nodesUsed === 0) continue
    if (best === null || pods > best.pods || (pods === best.pods && price < best.price)) {
      best = { poolIndex, count: nodesUsed, pods, price }
    }
  }
  if (best === null) return []
  const { poolIndex, count, pods } = best
  return [
    {
      kind: 'add',
      poolIndex,
      count,
      reason: `${view.unschedulablePods} pending, ${count} nodes place ${pods} of them`,
    },
  ]
}

function shrink(view: NodeAutoscalerView, { idleAfter }: Options): NodeDecision[] {
  return view.pools.flatMap((pool) => removable(pool, view.nowUs - idleAfter))
}

function removable(pool: PoolView, idleSinceUs: number): NodeDecision[] {
  const spare = pool.nodesReady + pool.nodesBooting - pool.pool.limits.min
  return pool.idle
    .filter(({ sinceUs }) => sinceUs <= idleSinceUs)
    .slice(0, Math.max(0, spare))
    .map(({ node }) => ({ kind: 'remove' as const, node, reason: 'stood empty' }))
}
