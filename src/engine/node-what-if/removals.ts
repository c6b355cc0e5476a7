import type { RemovalPlan, RemovalRules, Removals } from '../../policies/node-autoscaler/types.ts'
import { Elsewhere, movablePods, type Trying } from './elsewhere.ts'
import { asPlanned, emptyPlan, hintOf, type Place, planOf, stillHolds } from './removal-plan.ts'

const NO_RULES = (): RemovalRules | null => null

/**
 * Which nodes could go one after the other, each with those before it gone and their pods elsewhere; looks no further once `limit` of them can.
 * A node that goes stays behind empty and closed, so it still counts as a place over which pods are spread. `before`, an earlier answer: its
 * nodes come first where nothing is new on them, and pods go where they went then if they still can (cluster-autoscaler's hints). If all of those
 * can, they need not be tried again.
 */
export function removableInTurn(
  run: Trying,
  candidates: readonly number[],
  limit: number,
  before: RemovalPlan | null = null,
  newRules = NO_RULES,
): Removals {
  const known = before === null ? [] : asPlanned(run, before, candidates).slice(0, limit)
  const rules = newRules()
  const held = before === null ? null : stillHolds(run, before, known, rules)
  if (held === null) return triedInTurn(run, candidates, limit, before, newRules())
  return tried(run, held, candidates, limit, before, rules)
}

/** The same, always tried out from the beginning. */
export function triedInTurn(
  run: Trying,
  candidates: readonly number[],
  limit: number,
  before: RemovalPlan | null,
  rules: RemovalRules | null,
): Removals {
  const known = new Set(before === null ? [] : asPlanned(run, before, candidates))
  const inTurn = [...known, ...candidates.filter((node) => !known.has(node))]
  const { verdicts, plan } = tried(run, emptyPlan(run), inTurn, limit, before, rules)
  const verdictOf = new Map(inTurn.map((node, i) => [node, verdicts[i]]))
  return { verdicts: candidates.map((node) => verdictOf.get(node) ?? null), plan }
}

/** Which of the candidates could go after those of the plan; `hints`: where their pods would have been another time. */
function tried(
  run: Trying,
  plan: RemovalPlan,
  candidates: readonly number[],
  limit: number,
  hints: RemovalPlan | null,
  rules: RemovalRules | null,
): Removals {
  const goes = new Set(plan.nodes)
  if (candidates.every((node) => goes.has(node))) return { verdicts: candidates.map(() => true), plan }
  const { cluster } = run
  const moves = new Map<number, Place>(plan.moves)
  const verdicts: (boolean | null)[] = []
  cluster.fork()
  try {
    const elsewhere = new Elsewhere(run, plan.nodes, plan.arrivals)
    const goesToo = (node: number) => {
      elsewhere.settle(node)
      const pods = movablePods(run, node)
      if (rules?.mayGo(node) === false || !emptied(run, elsewhere, node, pods, hints)) return false
      rules?.goes(node)
      goes.add(node)
      for (const pod of pods) if (!moves.has(pod)) moves.set(pod, { from: node, to: -1 })
      return true
    }
    for (const node of candidates) verdicts.push(goes.has(node) || (goes.size < limit ? goesToo(node) : null))
    for (const [pod, { from, to }] of moves) {
      const at = cluster.pods.node[pod]
      if (at !== to && at !== from) moves.set(pod, { from, to: at })
    }
  } finally {
    cluster.revert()
  }
  const isAsBefore = goes.size === plan.nodes.size
  return { verdicts, plan: isAsBefore ? { ...plan, version: cluster.changes.version } : planOf(run, goes, moves) }
}

/** Leaves the node closed and its pods elsewhere, if they fit there. */
function emptied(
  run: Trying,
  elsewhere: Elsewhere,
  node: number,
  pods: readonly number[],
  hints: RemovalPlan | null,
): boolean {
  const { cluster } = run
  cluster.fork()
  cluster.setCordoned(node, true)
  elsewhere.close(node)
  const fits = pods.every((pod) => {
    cluster.unbind(pod)
    return elsewhere.place(pod, hints === null ? -1 : hintOf(run, hints, pod))
  })
  if (fits) cluster.keepFork()
  else {
    cluster.revert()
    elsewhere.reopen(node)
  }
  return fits
}
