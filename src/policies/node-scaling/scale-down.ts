import type { NodeAutoscalerView, NodeDecision, PoolView, RemovalPlan } from '../node-autoscaler/types.ts'
import { DrainCheck, drainCheck } from './drain-check.ts'
import { EligibleNodes, utilisationOf } from './eligibility.ts'
import { cropToParallelism } from './removal-limits.ts'
import { type GroupSize, keptBecause, removableOf, UnneededNodes, unneededLimit } from './unneeded-nodes.ts'

export interface ScaleDownOptions {
  readonly scanInterval: number
  readonly scaleDownEnabled: boolean
  readonly scaleDownUtilizationThreshold: number
  readonly scaleDownUnneededTime: number
  readonly scaleDownDelayAfterAdd: number
  readonly scaleDownDelayAfterDelete: number
  readonly scaleDownDelayAfterFailure: number
  readonly unremovableNodeRecheckTimeout: number
  readonly maxScaleDownParallelism: number
  readonly maxDrainParallelism: number
  readonly maxPodEvictionTime: number
}

/** Finds nodes that nobody needs, waits, and has them removed. Nodes are known by their names: rows are used again. */
export class ScaleDown {
  private readonly options: ScaleDownOptions
  private readonly unneeded = new UnneededNodes<string>()
  private readonly eligible: EligibleNodes
  private removalPlan: RemovalPlan | null = null
  /** More nodes were found than before and not all were looked at: the next look goes further. */
  private looksFurther = false
  /** Until when a node is not looked at again. */
  private readonly unremovable = new Map<string, number>()
  private cooldownUs = 0
  private drainFailures = 0

  constructor(options: ScaleDownOptions) {
    this.options = options
    this.eligible = new EligibleNodes(options.scaleDownUtilizationThreshold)
  }

  added(nowUs: number): void {
    this.coolDown(nowUs + this.options.scaleDownDelayAfterAdd)
  }

  /** When something may be due although nothing changes. */
  nextUs = 0

  decide(view: NodeAutoscalerView, justAdded: boolean): NodeDecision[] {
    if (!this.options.scaleDownEnabled) {
      this.nextUs = Number.POSITIVE_INFINITY
      return []
    }
    const failures = view.pools.reduce((sum, { drainFailures }) => sum + drainFailures, 0)
    if (failures > this.drainFailures) this.coolDown(view.nowUs + this.options.scaleDownDelayAfterFailure)
    this.drainFailures = failures
    const found = this.findUnneeded(view)
    const { names } = view.cluster.nodes
    this.unneeded.update(
      found.map((node) => names[node]),
      view.nowUs,
    )
    const decisions = justAdded || view.nowUs < this.cooldownUs ? [] : this.remove(view, found)
    this.plan(view, found)
    return decisions
  }

  private coolDown(untilUs: number): void {
    this.cooldownUs = Math.max(this.cooldownUs, untilUs)
  }

  private findUnneeded(view: NodeAutoscalerView): number[] {
    const { scaleDownUnneededTime, scanInterval, maxScaleDownParallelism, unremovableNodeRecheckTimeout } = this.options
    const { names } = view.cluster.nodes
    const ready = view.readyNodes()
    const candidates = this.candidates(view, ready)
    const known = candidates.filter((node) => this.unneeded.has(names[node]))
    const others = candidates.filter((node) => !this.unneeded.has(names[node]))
    const limit = unneededLimit(ready.length, known.length, {
      parallelism: maxScaleDownParallelism,
      unneededUs: scaleDownUnneededTime,
      loopUs: scanInterval,
    })
    const inOrder = [...known, ...others]
    const { verdicts, plan } = view.wouldGo(inOrder, limit, this.removalPlan, () => drainCheck(view))
    this.removalPlan = plan
    verdicts.forEach((fits, i) => {
      if (fits === false) this.unremovable.set(names[inOrder[i]], view.nowUs + unremovableNodeRecheckTimeout)
    })
    const found = inOrder.filter((_, i) => verdicts[i] === true)
    this.looksFurther = verdicts.includes(null) && found.length > known.length
    return found
  }

  private candidates(view: NodeAutoscalerView, ready: readonly number[]): number[] {
    const { names, pool } = view.cluster.nodes
    const isGivingUp = view.pools.map((each) => removableOf(sizeOf(each)) > 0)
    for (const [name, untilUs] of this.unremovable) if (view.nowUs >= untilUs) this.unremovable.delete(name)
    return this.eligible
      .among(view, ready)
      .filter((node) => isGivingUp[pool[node]] && !this.unremovable.has(names[node]))
  }

  private remove(view: NodeAutoscalerView, found: readonly number[]): NodeDecision[] {
    const { scaleDownUnneededTime, maxScaleDownParallelism, maxDrainParallelism, maxPodEvictionTime } = this.options
    const { names, pool, podCount } = view.cluster.nodes
    const going = view.pools.map(({ nodesLeaving }) => nodesLeaving)
    const due = found.filter((node) => {
      const unneededForUs = view.nowUs - (this.unneeded.sinceUs(names[node]) ?? view.nowUs)
      const why = keptBecause(
        { ready: true, unneededForUs, isScaleDownDisabled: false },
        { unneededUs: scaleDownUnneededTime, unreadyUs: scaleDownUnneededTime },
        { ...sizeOf(view.pools[pool[node]]), beingDeleted: going[pool[node]] },
        { nodes: 1, min: 0 },
      )
      if (why === null) going[pool[node]]++
      return why === null
    })
    const isEmpty = (node: number) => podCount[node] === 0
    const { empty, drain } = cropToParallelism(
      [{ group: '', atomic: false, targetSize: 0, empty: due.filter(isEmpty), drain: due.filter((n) => !isEmpty(n)) }],
      { all: maxScaleDownParallelism, drain: maxDrainParallelism },
      { empty: 0, drain: view.pools.reduce((sum, { nodesLeaving }) => sum + nodesLeaving, 0) },
    )
    if (empty.length + drain.length > 0) this.coolDown(view.nowUs + this.options.scaleDownDelayAfterDelete)
    return [
      ...empty.map((node) => ({ kind: 'remove' as const, node, reason: 'unneeded, and empty' })),
      ...drain.map((node) => ({
        kind: 'drain' as const,
        node,
        giveUpAfterUs: maxPodEvictionTime,
        reason: `unneeded: ${Math.round((utilisationOf(view, node) ?? 0) * 100)} % used, and ${whatOfItsPods(view, node)}`,
      })),
    ]
  }

  /** What is due but does not go, because others are on their way, waits for something to change. */
  private plan(view: NodeAutoscalerView, found: readonly number[]): void {
    const { names } = view.cluster.nodes
    let next = this.looksFurther ? view.nowUs : Number.POSITIVE_INFINITY
    for (const node of found) {
      const since = this.unneeded.sinceUs(names[node]) ?? view.nowUs
      const dueUs = Math.max(this.cooldownUs, since + this.options.scaleDownUnneededTime)
      if (dueUs >= view.nowUs) next = Math.min(next, dueUs)
    }
    for (const untilUs of this.unremovable.values()) next = Math.min(next, untilUs)
    this.nextUs = next
  }
}

function sizeOf({ pool, nodesReady, nodesBooting, nodesLeaving }: PoolView): GroupSize {
  return { min: pool.limits.min, target: nodesReady + nodesBooting, beingDeleted: nodesLeaving }
}

function whatOfItsPods(view: NodeAutoscalerView, node: number): string {
  const atOnce = !view.hasBudgets || new DrainCheck(view).inParallel(node)
  return `its pods fit elsewhere${atOnce ? '' : ', one after the other as their disruption budgets let them go'}`
}
