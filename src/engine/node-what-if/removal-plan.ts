import type { RemovalPlan, RemovalRules } from '../../policies/node-autoscaler/types.ts'
import { movablePods, type Trying, takesPods } from './elsewhere.ts'

/** More changes than this and all is tried anew. */
const CHANGES_LOOKED_AT = 4096

/** Of a pod that would move. */
export interface Place {
  readonly from: number
  readonly to: number
}

/** What is kept of an answer: how pods move when `nodes` go. */
export function planOf(
  { cluster, trial }: Trying,
  nodes: ReadonlySet<number>,
  places: ReadonlyMap<number, Place>,
): RemovalPlan {
  const { generation, podClass } = cluster.pods
  const moves = new Map<number, Place & { readonly generation: number }>()
  const arrivals = new Map<number, number[]>()
  const classes = new Set<number>()
  for (const [pod, { from, to }] of places) {
    moves.set(pod, { from, to, generation: generation[pod] })
    const others = arrivals.get(to)
    if (others === undefined) arrivals.set(to, [pod])
    else others.push(pod)
    classes.add(podClass[pod])
  }
  return {
    nodes,
    moves,
    arrivals,
    inAnyOrder: [...classes].every(
      (id) => cluster.classes[id].scheduling.gpu === undefined && trial.looksAtNodesOnly(id),
    ),
    affinityEpoch: cluster.affinityEpoch,
    version: cluster.changes.version,
  }
}

export function emptyPlan(run: Trying): RemovalPlan {
  return planOf(run, new Set(), new Map())
}

/** Where the pod would go by the plan; -1: it is not in it. */
export function hintOf({ cluster: { pods } }: Trying, { moves }: RemovalPlan, pod: number): number {
  const move = moves.get(pod)
  return move?.generation === pods.generation[pod] ? move.to : -1
}

/** Those of the candidates that were to go then and have no pod that was not planned with. */
export function asPlanned(run: Trying, plan: RemovalPlan, candidates: readonly number[]): number[] {
  const changed = changedSince(run, plan.version)
  return candidates.filter(
    (node) => plan.nodes.has(node) && (changed?.has(node) === false || isAsPlanned(run, plan, node)),
  )
}

/**
 * The part of the plan for nodes that are as planned, if trying them out again would give nothing else; null: it might. When all pods still fit
 * where they went, in any order, they would go there again; so only nodes that have changed need to be looked at.
 */
export function stillHolds(
  run: Trying,
  plan: RemovalPlan,
  known: readonly number[],
  rules: RemovalRules | null,
): RemovalPlan | null {
  const { cluster } = run
  const changed = changedSince(run, plan.version)
  if (!plan.inAnyOrder || plan.affinityEpoch !== cluster.affinityEpoch || changed === null) return null
  const isWhole = known.length === plan.nodes.size && ![...changed].some((node) => plan.nodes.has(node))
  const part = isWhole ? plan : partOf(run, plan, known)
  for (const node of changed) if (!hasRoomAsPlanned(run, part, node)) return null
  return followsRules(known, rules) ? { ...part, version: cluster.changes.version } : null
}

function changedSince({ cluster }: Trying, version: number): ReadonlySet<number> | null {
  const changed = new Int32Array(Math.min(CHANGES_LOOKED_AT, cluster.changes.version - version))
  const count = cluster.changes.since(version, changed)
  return count === -1 ? null : new Set(changed.subarray(0, count))
}

/** Without pods that are gone or going. */
function partOf(run: Trying, plan: RemovalPlan, known: readonly number[]): RemovalPlan {
  const nodes = new Set(known)
  const moves = [...plan.moves].filter(([pod, { from }]) => nodes.has(from) && isToMove(run, plan, pod))
  return { ...planOf(run, nodes, new Map(moves)), version: plan.version }
}

/** Whether it is the pod that was planned with, and where it was then: rows are used again. */
function isToMove({ cluster: { pods } }: Trying, { moves }: RemovalPlan, pod: number): boolean {
  const move = moves.get(pod)
  if (move === undefined || pods.generation[pod] !== move.generation) return false
  return pods.node[pod] === move.from && pods.terminating[pod] === 0
}

/** No pod has come to a node that is to go. */
function isAsPlanned(run: Trying, plan: RemovalPlan, node: number): boolean {
  return takesPods(run, node) && movablePods(run, node).every((pod) => isToMove(run, plan, pod))
}

/** The pods that are to come to this node would still fit, all of them. */
function hasRoomAsPlanned(run: Trying, plan: RemovalPlan, node: number): boolean {
  const { cluster, trial, nowUs } = run
  const arriving = plan.arrivals.get(node)?.filter((pod) => isToMove(run, plan, pod)) ?? []
  if (arriving.length === 0) return true
  if (!takesPods(run, node)) return false
  cluster.fork()
  try {
    return arriving.every((pod) => {
      cluster.unbind(pod)
      if (!trial.fits(cluster.pods.podClass[pod], node)) return false
      cluster.bind(pod, node, nowUs)
      return true
    })
  } finally {
    cluster.revert()
  }
}

function followsRules(nodes: readonly number[], rules: RemovalRules | null): boolean {
  if (rules === null) return true
  return nodes.every((node) => {
    const may = rules.mayGo(node)
    if (may) rules.goes(node)
    return may
  })
}
