import type { NodeAutoscalerView, PodOnNode, RemovalRules } from '../node-autoscaler/types.ts'
import { type DrainPod, drainVerdict } from './drain-rules.ts'
import { RemainingBudgets } from './remaining-budgets.ts'

const HOUR_US = 3_600_000_000

/** Flags of cluster-autoscaler as they are by default. */
const DRAIN_OPTIONS = {
  skipSystemPods: true,
  skipLocalStorage: true,
  skipCustomControllers: true,
  systemPodTimeoutUs: HOUR_US,
}

const SYSTEM_NAMESPACE = 'kube-system'

/** The rules of draining for nodes that would go one after the other: what one of them takes of a budget is not there for the next. */
export class DrainCheck implements RemovalRules {
  private readonly view: NodeAutoscalerView
  private readonly budgets = new RemainingBudgets()

  constructor(view: NodeAutoscalerView) {
    this.view = view
  }

  mayGo(node: number): boolean {
    const { nowUs } = this.view
    return this.view
      .podsOn(node)
      .every((pod) => drainVerdict(drainPod(pod, this.budgets, nowUs), DRAIN_OPTIONS).kind !== 'block')
  }

  goes(node: number): void {
    this.budgets.remove(this.budgetsOf(node))
  }

  /** Whether budgets let all pods of the node go at the same time. */
  inParallel(node: number): boolean {
    return this.budgets.verdict(this.budgetsOf(node)).inParallel
  }

  private budgetsOf(node: number) {
    return this.view
      .podsOn(node)
      .filter(({ terminating }) => !terminating)
      .map(({ budgets }) => budgets)
  }
}

/** Null: no rule could keep any pod where it is. */
export function drainCheck(view: NodeAutoscalerView): DrainCheck | null {
  const { hasBudgets, cluster } = view
  const mayBlock = hasBudgets || cluster.classes.some(({ scheduling }) => scheduling.namespace === SYSTEM_NAMESPACE)
  return mayBlock ? new DrainCheck(view) : null
}

/** What the rules ask, for pods as simcap knows them: replicas and jobs, without volumes or annotations. */
function drainPod(
  { namespace, kind, budgets, createdUs, terminating }: PodOnNode,
  remaining: RemainingBudgets,
  nowUs: number,
): DrainPod {
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
    budgets: budgets.map((budget) => remaining.left(budget)),
  }
}
