import { z } from 'zod'
import { durationField } from '../../base/fields.ts'
import { periodField } from '../period-field.ts'
import type { NodeAutoscalerPlugin, NodeAutoscalerView, NodeDecision, NodeOrder } from './types.ts'

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
    maxProvisionUs: MAX_PROVISION_US,
    decide(view) {
      const added = view.unschedulablePods > 0 ? grow(view) : []
      return added.length > 0 ? added : shrink(view, chosen)
    },
  }),
}

/** Patience with a machine that does not come; longer than any boots. */
const MAX_PROVISION_US = 60 * 60 * 1_000_000

/** Adds nodes of the pool that places the most pods; among those the cheapest, then the first. */
function grow(view: NodeAutoscalerView): NodeDecision[] {
  let best: { poolIndex: number; nodes: readonly NodeOrder[]; pods: number; price: number } | null = null
  for (let poolIndex = 0; poolIndex < view.pools.length; poolIndex++) {
    const { pool, nodesReady, nodesBooting } = view.pools[poolIndex]
    const room = pool.limits.max - nodesReady - nodesBooting
    if (room <= 0) continue
    for (let offering = 0; offering < pool.offerings.length; offering++) {
      const { pods, nodes } = view.wouldNeed({ poolIndex, offering }, room, Number.NEGATIVE_INFINITY)
      const price = nodes.length * pool.offerings[offering].pricePerHour
      if (nodes.length === 0) continue
      if (best === null || pods > best.pods || (pods === best.pods && price < best.price)) {
        best = { poolIndex, nodes, pods, price }
      }
    }
  }
  if (best === null) return []
  const { poolIndex, nodes, pods } = best
  const reason = `${view.unschedulablePods} pending, ${nodes.length} nodes place ${pods} of them`
  return [{ kind: 'add', poolIndex, nodes, reason }]
}

function shrink(view: NodeAutoscalerView, { idleAfter }: Options): NodeDecision[] {
  const { podCount, pool, emptySinceUs } = view.cluster.nodes
  const spare = view.pools.map((each) => each.nodesReady + each.nodesBooting - each.nodesLeaving - each.pool.limits.min)
  return view
    .readyNodes()
    .filter((node) => podCount[node] === 0 && emptySinceUs[node] <= view.nowUs - idleAfter)
    .sort((a, b) => emptySinceUs[a] - emptySinceUs[b])
    .filter((node) => spare[pool[node]]-- > 0)
    .map((node) => ({ kind: 'remove' as const, node, reason: 'stood empty' }))
}
