/** What the rules for draining a node look at. */
export interface DrainPod {
  readonly namespace: string
  /** Its controller; null: none. */
  readonly owner: { readonly kind: string; readonly apiVersion: string } | null
  /** False: its controller is no longer there. */
  readonly ownerExists: boolean
  readonly isMirror: boolean
  readonly isDaemonSetPod: boolean
  /** Annotation `cluster-autoscaler.kubernetes.io/safe-to-evict`. */
  readonly safeToEvict: 'true' | 'false' | 'on-completion' | null
  /** Volumes on the node itself that no annotation declares safe to lose. */
  readonly hasLocalStorage: boolean
  readonly isTerminal: boolean
  /** Since when it is being deleted; null: it is not. */
  readonly deletedForUs: number | null
  readonly graceUs: number
  /** Null: not known. */
  readonly ageUs: number | null
  /** Disruptions that each budget that selects the pod allows. */
  readonly budgets: readonly number[]
}

export interface DrainOptions {
  readonly skipSystemPods: boolean
  readonly skipLocalStorage: boolean
  readonly skipCustomControllers: boolean
  /** Pods of kube-system without a budget may go when they are older. */
  readonly systemPodTimeoutUs: number
}

/** Names as cluster-autoscaler gives them. */
export type BlockingReason =
  | 'ControllerNotFound'
  | 'NotReplicated'
  | 'UnmovableKubeSystemPod'
  | 'NotSafeToEvictAnnotation'
  | 'LocalStorageRequested'
  | 'NotEnoughPdb'

export type DrainVerdict =
  | { readonly kind: 'move' | 'daemon-set' | 'ignore' | 'on-completion' }
  | { readonly kind: 'block'; readonly reason: BlockingReason }

/** Past its grace period by this much a pod no longer counts as being there. */
const LONG_TERMINATING_US = 30_000_000

export const isLongTerminating = ({ deletedForUs, graceUs }: Pick<DrainPod, 'deletedForUs' | 'graceUs'>): boolean =>
  deletedForUs !== null && deletedForUs > graceUs + LONG_TERMINATING_US

/** What becomes of a pod when its node is drained: the first rule that has a verdict decides (cluster-autoscaler, simulator/drainability). */
export function drainVerdict(pod: DrainPod, options: DrainOptions): DrainVerdict {
  if (pod.isMirror || isLongTerminating(pod)) return { kind: 'ignore' }
  if (!pod.ownerExists) return block('ControllerNotFound')
  if (pod.isDaemonSetPod) return { kind: 'daemon-set' }
  if (pod.safeToEvict === 'true' || pod.isTerminal) return { kind: 'move' }
  if (pod.safeToEvict === 'on-completion') return { kind: 'on-completion' }
  if (!isReplicated(pod, options)) return block('NotReplicated')
  if (options.skipSystemPods && isUnmovableSystemPod(pod, options)) return block('UnmovableKubeSystemPod')
  if (pod.safeToEvict === 'false') return block('NotSafeToEvictAnnotation')
  if (options.skipLocalStorage && pod.hasLocalStorage) return block('LocalStorageRequested')
  if (pod.budgets.some((allowed) => allowed < 1)) return block('NotEnoughPdb')
  return { kind: 'move' }
}

const REPLICATING = ['ReplicationController', 'Job', 'ReplicaSet', 'StatefulSet']

export function isReplicated(
  { owner }: Pick<DrainPod, 'owner'>,
  options: Pick<DrainOptions, 'skipCustomControllers'>,
): boolean {
  return owner !== null && (!options.skipCustomControllers || REPLICATING.includes(owner.kind))
}

/** A pod of the cluster itself that has no budget of its own and has not been there for long. */
export function isUnmovableSystemPod(
  { namespace, budgets, ageUs }: Pick<DrainPod, 'namespace' | 'budgets' | 'ageUs'>,
  { systemPodTimeoutUs }: Pick<DrainOptions, 'systemPodTimeoutUs'>,
): boolean {
  return namespace === 'kube-system' && budgets.length === 0 && (ageUs === null || ageUs < systemPodTimeoutUs)
}

function block(reason: BlockingReason): DrainVerdict {
  return { kind: 'block', reason }
}
