/** How long nodes have been unneeded without a break, by whatever names them (cluster-autoscaler, core/scaledown/unneeded). */
export class UnneededNodes<Node> {
  private since = new Map<Node, number>()

  get size(): number {
    return this.since.size
  }

  /** These are unneeded now; of those that were before, the time goes on. */
  update(nodes: readonly Node[], nowUs: number): void {
    if (nodes.length === this.since.size && nodes.every((node) => this.since.has(node))) return
    const next = new Map<Node, number>()
    for (const node of nodes) next.set(node, this.since.get(node) ?? nowUs)
    this.since = next
  }

  has(node: Node): boolean {
    return this.since.has(node)
  }

  /** Null: it is needed. */
  sinceUs(node: Node): number | null {
    return this.since.get(node) ?? null
  }

  forget(node: Node): void {
    this.since.delete(node)
  }
}

/** Why a node stays although nothing on it keeps it. */
export type KeptBecause =
  | 'ScaleDownDisabledAnnotation'
  | 'NotUnneededLongEnough'
  | 'NotUnreadyLongEnough'
  | 'NodeGroupMinSizeReached'
  | 'MinimalResourceLimitExceeded'

export interface UnneededNode {
  readonly ready: boolean
  readonly unneededForUs: number
  readonly isScaleDownDisabled: boolean
}

export interface GroupSize {
  readonly min: number
  readonly target: number
  readonly beingDeleted: number
}

/** Whether an unneeded node may go by now; null: it may. */
export function keptBecause(
  node: UnneededNode,
  thresholds: { readonly unneededUs: number; readonly unreadyUs: number },
  group: GroupSize,
  cluster: { readonly nodes: number; readonly min: number },
): KeptBecause | null {
  if (node.isScaleDownDisabled) return 'ScaleDownDisabledAnnotation'
  if (node.ready && node.unneededForUs <= thresholds.unneededUs) return 'NotUnneededLongEnough'
  if (!node.ready && node.unneededForUs <= thresholds.unreadyUs) return 'NotUnreadyLongEnough'
  if (removableOf(group) <= 0) return 'NodeGroupMinSizeReached'
  return cluster.nodes <= cluster.min ? 'MinimalResourceLimitExceeded' : null
}

/** How many more nodes of a group may go. */
export const removableOf = ({ min, target, beingDeleted }: GroupSize): number => target - beingDeleted - min

/** How many nodes are kept in mind as unneeded at most: looking for more than can be removed in time is wasted. */
export function unneededLimit(
  nodes: number,
  known: number,
  {
    parallelism,
    unneededUs,
    loopUs,
  }: { readonly parallelism: number; readonly unneededUs: number; readonly loopUs: number },
): number {
  const loops = Math.floor(Math.max(unneededUs, loopUs) / loopUs)
  return Math.min(nodes, known + 2 * parallelism, parallelism * loops + parallelism)
}
