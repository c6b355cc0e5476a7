/** How many nodes may go at once (cluster-autoscaler, core/scaledown/budgets). */
export interface Parallelism {
  readonly all: number
  readonly drain: number
}

export interface RemovalGroup<Node> {
  readonly group: string
  /** All nodes of the group go together or none does. */
  readonly atomic: boolean
  /** Nodes that the group has, whether they may go or not. */
  readonly targetSize: number
  readonly empty: readonly Node[]
  readonly drain: readonly Node[]
}

export interface Removals<Node> {
  readonly empty: readonly Node[]
  readonly drain: readonly Node[]
}

/**
 * Crops what may go to what may go now. Groups that go as a whole come first; the first of them may exceed the limits, when nothing else
 * is under way that it would have to share them with.
 */
export function cropToParallelism<Node>(
  groups: readonly RemovalGroup<Node>[],
  limit: Parallelism,
  underWay: { readonly empty: number; readonly drain: number },
): Removals<Node> {
  let all = Math.max(0, limit.all - underWay.empty - underWay.drain)
  let draining = Math.max(0, limit.drain - underWay.drain)
  const empty: Node[] = []
  const drain: Node[] = []
  const atomic = groups.filter((group) => group.atomic)
  let overflowing = all > 0
  for (const group of atomic) {
    const wanted = group.empty.length + group.drain.length
    if (wanted < group.targetSize) continue
    const fits = wanted <= all && group.drain.length <= draining
    if (!fits && !overflowing) continue
    if (!fits && group.drain.length > 0 && draining === 0) continue
    empty.push(...group.empty)
    drain.push(...group.drain)
    all = Math.max(0, all - wanted)
    draining = Math.max(0, draining - group.drain.length)
    overflowing = false
  }
  for (const { empty: some } of groups.filter((group) => !group.atomic)) {
    const taken = some.slice(0, all)
    empty.push(...taken)
    all -= taken.length
  }
  for (const { drain: some } of groups.filter((group) => !group.atomic)) {
    const taken = some.slice(0, Math.min(all, draining))
    drain.push(...taken)
    all -= taken.length
    draining -= taken.length
  }
  return { empty, drain }
}
