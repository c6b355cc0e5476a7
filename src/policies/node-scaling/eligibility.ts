import type { NodeAutoscalerView } from '../node-autoscaler/types.ts'
import { nodeUtilisation } from './utilisation.ts'

export interface NodeToJudge {
  readonly isBeingDeleted: boolean
  readonly isScaleDownDisabled: boolean
  readonly isReady: boolean
  /** Null: it cannot be said. */
  readonly utilisation: number | null
}

/** Names as cluster-autoscaler gives them. */
export type NotEligible =
  | 'CurrentlyBeingDeleted'
  | 'ScaleDownDisabledAnnotation'
  | 'ScaleDownUnreadyDisabled'
  | 'UnexpectedError'
  | 'NotUnderutilized'

/** Why a node is none that could go, before its pods are looked at; null: it is one (cluster-autoscaler, core/scaledown/eligibility). */
export function notEligibleBecause(
  node: NodeToJudge,
  { threshold, scaleDownUnreadyEnabled }: { readonly threshold: number; readonly scaleDownUnreadyEnabled: boolean },
): NotEligible | null {
  if (node.isBeingDeleted) return 'CurrentlyBeingDeleted'
  if (node.isScaleDownDisabled) return 'ScaleDownDisabledAnnotation'
  if (!node.isReady && !scaleDownUnreadyEnabled) return 'ScaleDownUnreadyDisabled'
  if (node.utilisation === null) return 'UnexpectedError'
  return node.utilisation > threshold ? 'NotUnderutilized' : null
}

/** More changes than this and all nodes are judged anew. */
const CHANGES_LOOKED_AT = 4096

/** Which of the nodes that take pods could go by their use. A verdict stands until the node changes. */
export class EligibleNodes {
  private readonly threshold: number
  private readonly changed = new Int32Array(CHANGES_LOOKED_AT)
  private eligible = new Uint8Array(0)
  private version = -1

  constructor(threshold: number) {
    this.threshold = threshold
  }

  /** Those of `ready`, in order. */
  among(view: NodeAutoscalerView, ready: readonly number[]): number[] {
    const { changes, nodes } = view.cluster
    const isFirst = this.version === -1 || this.eligible.length < nodes.state.length
    const count = isFirst ? -1 : changes.since(this.version, this.changed)
    if (isFirst) this.eligible = new Uint8Array(nodes.state.length)
    for (const node of count === -1 ? ready : this.changed.subarray(0, count)) {
      this.eligible[node] = this.isEligible(view, node) ? 1 : 0
    }
    this.version = changes.version
    return ready.filter((node) => this.eligible[node] === 1)
  }

  private isEligible(view: NodeAutoscalerView, node: number): boolean {
    const utilisation = utilisationOf(view, node)
    const { threshold } = this
    return (
      notEligibleBecause(
        { isBeingDeleted: false, isScaleDownDisabled: false, isReady: true, utilisation },
        { threshold, scaleDownUnreadyEnabled: true },
      ) === null
    )
  }
}

/** Of what the scheduler counts; a node with GPUs is judged by those alone. */
export function utilisationOf({ cluster: { nodes, resources } }: NodeAutoscalerView, node: number): number | null {
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
