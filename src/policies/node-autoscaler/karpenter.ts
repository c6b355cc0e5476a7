import { z } from 'zod'
import { durationField, shareField } from '../../base/fields.ts'
import { US_PER_SECOND } from '../../base/time.ts'
import { Batch } from '../node-scaling/batch.ts'
import { Consolidation } from '../node-scaling/consolidation.ts'
import { offersByPrice, roomOf } from '../node-scaling/offers.ts'
import type { NodeAutoscaler, NodeAutoscalerPlugin, NodeAutoscalerView, NodeDecision, NodeOrder } from './types.ts'

const options = z.strictObject({
  batchIdleDuration: durationField()
    .prefault('1s')
    .describe('pending pods are looked at when no more of them came for this long'),
  batchMaxDuration: durationField().prefault('10s').describe('or when the first of them has waited this long'),
  consolidationPolicy: z
    .enum(['WhenEmpty', 'WhenEmptyOrUnderutilized'])
    .default('WhenEmptyOrUnderutilized')
    .describe('whether nodes with pods are consolidated too'),
  consolidateAfter: durationField()
    .prefault('0s')
    .describe('a node is left alone for this long after a pod came to it, or the last one left'),
  disruptionBudget: shareField().prefault('10%').describe('share of a pool’s nodes that may go at a time, rounded up'),
  registrationTimeout: durationField().prefault('15m').describe('a node that has not come by then is given up'),
})

export type KarpenterOptions = z.output<typeof options>

export const karpenter: NodeAutoscalerPlugin<KarpenterOptions> = {
  name: 'karpenter',
  doc: 'Karpenter: buys the cheapest machines that hold pending pods, and removes or replaces nodes whenever that is cheaper.',
  options,
  create: (chosen) => new Karpenter(chosen),
}

class Karpenter implements NodeAutoscaler {
  readonly everyUs = US_PER_SECOND
  readonly maxProvisionUs: number
  private readonly batch: Batch
  private readonly consolidation: Consolidation
  /** What was seen when waiting pods could not be helped. */
  private helpless = -1

  constructor(chosen: KarpenterOptions) {
    this.maxProvisionUs = chosen.registrationTimeout
    this.batch = new Batch(chosen.batchIdleDuration, chosen.batchMaxDuration)
    this.consolidation = new Consolidation(chosen)
  }

  decide(view: NodeAutoscalerView): readonly NodeDecision[] {
    const isDue = this.batch.isDue(view.unschedulablePods, view.nowUs)
    const added = isDue && view.version !== this.helpless ? this.provision(view) : []
    return added.length > 0 ? added : this.consolidation.decide(view)
  }

  private provision(view: NodeAutoscalerView): NodeDecision[] {
    const claims = view.wouldClaim(offersByPrice(view), view.pools.map(roomOf))
    if (claims.length === 0) this.helpless = view.version
    this.batch.done()
    const byPool = new Map<number, { nodes: NodeOrder[]; pods: number }>()
    for (const { poolIndex, order, pods } of claims) {
      const known = byPool.get(poolIndex) ?? { nodes: [], pods: 0 }
      known.nodes.push(order)
      known.pods += pods
      byPool.set(poolIndex, known)
    }
    return [...byPool].map(([poolIndex, { nodes, pods }]) => ({
      kind: 'add' as const,
      poolIndex,
      nodes,
      reason: `${view.unschedulablePods} pending, ${nodes.length} nodes place ${pods} of them`,
    }))
  }
}
