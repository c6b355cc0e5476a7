import type { NodeAutoscalerView, NodeDecision, PodOnNode } from '../types.ts'
import { type DrainPod, drainVerdict } from './drain-rules.ts'
import { cropToParallelism } from './removal-limits.ts'
import { keptBecause, UnneededNodes, unneededLimit } from './unneeded-nodes.ts'
import { nodeUtilisation } from './utilisation.ts'

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

const HOUR_US = 3_600_000_000

/** Flags of cluster-autoscaler as they are by default. */
const DRAIN_OPTIONS = {
  skipSystemPods: true,
  skipLocalStorage: true,
  skipCustomControllers: true,
  systemPodTimeoutUs: HOUR_US,
}

/** Finds nodes that nobody needs, waits, and has them removed. Nodes are known by their names: rows are used again. */
export class ScaleDown {
  private readonly options: ScaleDownOptions
  private readonly unneeded = new UnneededNodes<string>()
  /** Until when a node is not looked at again. */
  private readonly unremovable = new Map<string, number>()
  private cooldownUs = 0
  private drainFailures = 0

  constructor(options: ScaleDownOptions) {
    this.options = options
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
    const candidates = ready.filter((node) => this.isCandidate(view, node))
    const known = candidates.filter((node) => this.unneeded.has(names[node]))
    const others = candidates.filter((node) => !this.unneeded.has(names[node]))
    const limit = unneededLimit(ready.length, known.length, {
      parallelism: maxScaleDownParallelism,
      unneededUs: scaleDownUnneededTime,
      loopUs: scanInterval,
    })
    const inOrder = [...known, ...others]
    const verdicts = view.wouldGo(inOrder, limit)
    verdicts.forEach((fits, i) => {
      if (!fits) this.unremovable.set(names[inOrder[i]], view.nowUs + unremovableNodeRecheckTimeout)
    })
    return inOrder.filter((_, i) => verdicts[i] === true)
  }

  private isCandidate(view: NodeAutoscalerView, node: number): boolean {
    const { names, pool } = view.cluster.nodes
    const { nodesReady, nodesBooting, nodesLeaving, pool: spec } = view.pools[pool[node]]
    if (nodesReady + nodesBooting - nodesLeaving <= spec.limits.min) return false
    const untilUs = this.unremovable.get(names[node])
    if (untilUs !== undefined) {
      if (view.nowUs < untilUs) return false
      this.unremovable.delete(names[node])
    }
    const utilisation = utilisationOf(view, node)
    if (utilisation === null || utilisation > this.options.scaleDownUtilizationThreshold) return false
    return view.podsOn(node).every((pod) => drainVerdict(drainPod(pod, view.nowUs), DRAIN_OPTIONS).kind !== 'block')
  }

  private remove(view: NodeAutoscalerView, found: readonly number[]): NodeDecision[] {
    const { scaleDownUnneededTime, maxScaleDownParallelism, maxDrainParallelism, maxPodEvictionTime } = this.options
    const { names, pool, podCount } = view.cluster.nodes
    const going = view.pools.map(({ nodesLeaving }) => nodesLeaving)
    const due = found.filter((node) => {
      const { pool: spec, nodesReady, nodesBooting } = view.pools[pool[node]]
      const unneededForUs = view.nowUs - (this.unneeded.sinceUs(names[node]) ?? view.nowUs)
      const why = keptBecause(
        { ready: true, unneededForUs, isScaleDownDisabled: false },
        { unneededUs: scaleDownUnneededTime, unreadyUs: scaleDownUnneededTime },
        { min: spec.limits.min, target: nodesReady + nodesBooting, beingDeleted: going[pool[node]] },
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
        reason: `unneeded: ${Math.round((utilisationOf(view, node) ?? 0) * 100)} % used, and its pods fit elsewhere`,
      })),
    ]
  }

  private plan(view: NodeAutoscalerView, found: readonly number[]): void {
    const { names } = view.cluster.nodes
    let next = Number.POSITIVE_INFINITY
    for (const node of found) {
      const since = this.unneeded.sinceUs(names[node]) ?? view.nowUs
      next = Math.min(next, Math.max(this.cooldownUs, since + this.options.scaleDownUnneededTime))
    }
    for (const untilUs of this.unremovable.values()) next = Math.min(next, untilUs)
    this.nextUs = next
  }
}

/** Of what the scheduler counts; a node with GPUs is judged by those alone. */
function utilisationOf({ cluster: { nodes, resources } }: NodeAutoscalerView, node: number): number | null {
  const gpu = resources.findIndex((name, r) => name.endsWith('/gpu') && nodes.allocatable[r][node] > 0)
  return nodeUtilisation({
    allocatableCpuMilli: nodes.allocatable[0][node],
    allocatableMemoryBytes: nodes.allocatable[1][node],
    allocatableGpus: gpu === -1 ? null : nodes.allocatable[gpu][node],
    pods: [
      {
        cpuMilli: nodes.requested[0][node],
        memoryBytes: nodes.requested[1][node],
        gpus: gpu === -1 ? 0 : nodes.requested[gpu][node],
        counts: 'yes',
      },
    ],
  })
}

/** What the rules ask, for pods as simcap knows them: replicas and jobs, without volumes or annotations. */
function drainPod({ namespace, kind, budgets, createdUs, terminating }: PodOnNode, nowUs: number): DrainPod {
  return {
    namespace,
    owner: kind === 'job' ? { kind: 'Job', apiVersion: 'batch/v1' } : { kind: 'ReplicaSet', apiVersion: 'apps/v1' },
    ownerExists: true,
    isMirror: false,
    isDaemonSetPod: false,
    safeToEvict: null,
    hasLocalStorage: false,
    isTerminal: terminating,
    deletedForUs: null,
    graceUs: 0,
    ageUs: nowUs - createdUs,
    budgets,
  }
}
