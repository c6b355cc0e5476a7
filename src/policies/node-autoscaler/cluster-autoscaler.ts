import { z } from 'zod'
import { durationField, shareField } from '../../base/fields.ts'
import type { Random } from '../../base/random.ts'
import { Backoff } from '../node-scaling/backoff.ts'
import { EXPANDERS, expand, type ScoredOption } from '../node-scaling/expand.ts'
import { ScaleDown } from '../node-scaling/scale-down.ts'
import { periodField } from '../period-field.ts'
import type { NodeAutoscaler, NodeAutoscalerPlugin, NodeAutoscalerView, NodeDecision } from './types.ts'

const count = (most: number) => z.int().min(1).max(most)

const options = z.strictObject({
  scanInterval: periodField().prefault('10s').describe('how often it looks'),
  expander: z
    .union([z.enum(EXPANDERS), z.array(z.enum(EXPANDERS)).min(1)])
    .default('least-waste')
    .describe(
      'which of the pools that would do is grown; of a list each one leaves a choice to the next, and chance decides the rest',
    ),
  priorities: z
    .array(
      z.strictObject({
        priority: z.int().describe('higher goes first'),
        pools: z.array(z.string().min(1)).min(1).describe('names of pools, or patterns with `*`'),
      }),
    )
    .max(1000)
    .prefault([])
    .describe(
      'for `priority`: pools by name, `*` for any part of it; the highest priority with a pool that would do wins',
    ),
  newPodScaleUpDelay: durationField().prefault('0s').describe('pods younger than this are not looked at'),
  maxNodesPerScaleUp: count(10_000).default(1000).describe('most nodes ordered at a time'),
  maxNodeProvisionTime: durationField().prefault('15m').describe('a node that has not come by then is given up'),
  expendablePodsPriorityCutoff: z.int().default(-10).describe('pods of lower priority get no nodes'),
  scaleDownEnabled: z.boolean().default(true).describe('whether nodes are removed'),
  scaleDownUtilizationThreshold: shareField()
    .prefault('50%')
    .describe('a node may go at or below this utilisation: requests by allocatable, the larger of cpu and memory'),
  scaleDownUnneededTime: durationField()
    .prefault('10m')
    .describe('how long a node must have been unneeded without a break'),
  scaleDownDelayAfterAdd: durationField().prefault('10m').describe('no removal for this long after nodes were added'),
  scaleDownDelayAfterDelete: durationField().prefault('0s').describe('no removal for this long after a removal'),
  scaleDownDelayAfterFailure: durationField()
    .prefault('3m')
    .describe('no removal for this long after a node could not be emptied'),
  unremovableNodeRecheckTimeout: durationField()
    .prefault('5m')
    .describe('a node whose pods fit nowhere else is looked at again after this'),
  maxScaleDownParallelism: count(10_000).default(10).describe('most nodes removed at once'),
  maxDrainParallelism: count(10_000).default(1).describe('of those, most nodes with pods on them'),
  maxPodEvictionTime: durationField().prefault('2m').describe('how long refused evictions are asked for again'),
  initialNodeGroupBackoff: durationField()
    .prefault('5m')
    .describe('how long a pool is left alone after a node did not come; doubles'),
  maxNodeGroupBackoff: durationField().prefault('30m').describe('longest such time'),
  nodeGroupBackoffReset: durationField().prefault('3h').describe('without failures for this long it starts anew'),
})

export type ClusterAutoscalerOptions = z.output<typeof options>

/** If all waiting pods are younger than this, more of them are probably about to come. */
const FRESH_US = 2_000_000

export const clusterAutoscaler: NodeAutoscalerPlugin<ClusterAutoscalerOptions> = {
  name: 'cluster-autoscaler',
  doc: 'Kubernetes’ Cluster Autoscaler: grows a pool by what its estimator says pending pods need, and removes nodes that are little used and whose pods fit elsewhere.',
  options,
  create: (chosen, random) => new ClusterAutoscaler(chosen, random),
}

class ClusterAutoscaler implements NodeAutoscaler {
  readonly everyUs: number
  readonly maxProvisionUs: number
  private readonly options: ClusterAutoscalerOptions
  private readonly random: Random
  private readonly backoff: Backoff
  private readonly scaleDown: ScaleDown
  /** What was seen last, and whether pods waited for nodes then: without them only a change of it matters, or time. */
  private seen = -1
  private isWaitedFor = false

  constructor(chosen: ClusterAutoscalerOptions, random: Random) {
    this.options = chosen
    this.random = random
    this.everyUs = chosen.scanInterval
    this.maxProvisionUs = chosen.maxNodeProvisionTime
    this.backoff = new Backoff({
      firstUs: chosen.initialNodeGroupBackoff,
      longestUs: chosen.maxNodeGroupBackoff,
      resetUs: chosen.nodeGroupBackoffReset,
    })
    this.scaleDown = new ScaleDown(chosen)
  }

  decide(view: NodeAutoscalerView): readonly NodeDecision[] {
    const isAsSeen = view.version === this.seen
    if (isAsSeen && !this.isWaitedFor && view.nowUs < this.scaleDown.nextUs) return []
    for (const { pool, failures } of view.pools) this.backoff.failed(pool.name, failures, view.nowUs)
    this.isWaitedFor = view.unschedulablePods > 0
    const added = this.isWaitedFor ? this.scaleUp(view) : []
    const isQuiet = isAsSeen && added.length === 0 && view.nowUs < this.scaleDown.nextUs
    const removed = isQuiet ? [] : this.scaleDown.decide(view, added.length > 0)
    this.seen = view.version
    return [...added, ...removed]
  }

  private scaleUp(view: NodeAutoscalerView): NodeDecision[] {
    const { newPodScaleUpDelay, maxNodesPerScaleUp, expendablePodsPriorityCutoff } = this.options
    const { nowUs, oldestUnschedulableUs } = view
    if (oldestUnschedulableUs === null) return []
    if (oldestUnschedulableUs > nowUs - Math.max(FRESH_US, newPodScaleUpDelay)) return []
    const scored: ScoredOption[] = []
    view.pools.forEach(({ pool, nodesReady, nodesBooting }, poolIndex) => {
      const room = Math.min(maxNodesPerScaleUp, pool.limits.max - nodesReady - nodesBooting)
      if (room <= 0 || this.backoff.isOn(pool.name, nowUs)) return
      pool.offerings.forEach((offered, offering) => {
        const expansion = view.wouldNeed({ poolIndex, offering }, room, expendablePodsPriorityCutoff)
        if (expansion.nodes.length > 0) scored.push({ poolIndex, pool, offering: offered, expansion })
      })
    })
    const clusterNodes = view.pools.reduce((sum, { nodesReady }) => sum + nodesReady, 0)
    const best = expand(scored, this.options, clusterNodes, this.random)
    if (best === null) return []
    const { poolIndex, expansion } = best
    const { nodes, pods } = expansion
    this.scaleDown.added(nowUs)
    const reason = `${view.unschedulablePods} pending, ${nodes.length} nodes place ${pods} of them (${[this.options.expander].flat().join(', ')} of ${scored.length} options)`
    return [{ kind: 'add', poolIndex, nodes, reason }]
  }
}
