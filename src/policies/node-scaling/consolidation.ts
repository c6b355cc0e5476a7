import type { NodeAutoscalerView, NodeDecision, NodeOffer, NodeOrder } from '../node-autoscaler/types.ts'
import { offersByPrice, roomOf } from './offers.ts'

export interface ConsolidationOptions {
  readonly consolidationPolicy: 'WhenEmpty' | 'WhenEmptyOrUnderutilized'
  readonly consolidateAfter: number
  readonly disruptionBudget: number
}

interface Command {
  readonly nodes: readonly number[]
  /** Rows are used again: a node is the one that was meant while it has its name. */
  readonly names: readonly string[]
  readonly by: { readonly poolIndex: number; readonly order: NodeOrder } | null
  readonly reason: string
}

/** How often nodes are looked at, and how long a command is let lie before it is looked at again and carried out (karpenter, disruption). */
const PERIOD_US = 10_000_000
const VALIDATION_US = 15_000_000

/** Nodes that are replaced together at most. */
const MOST_TOGETHER = 100

/** Evictions are asked for until they are allowed. */
const NEVER_GIVE_UP_US = 1e15

/**
 * Karpenter's disruption, one command at a time: empty nodes go; else as many nodes as possible at once whose pods fit on the others and
 * one cheaper node; else a single one of that kind.
 */
export class Consolidation {
  private readonly options: ConsolidationOptions
  private lookUs = 0
  private seen = -1
  /** Found, and to be carried out if it still holds then. */
  private found: { readonly command: Command; readonly dueUs: number } | null = null
  /** Its replacement is on its way. */
  private waiting: Command | null = null

  constructor(options: ConsolidationOptions) {
    this.options = options
  }

  decide(view: NodeAutoscalerView): NodeDecision[] {
    if (this.waiting !== null) return this.whenReplaced(view, this.waiting)
    if (this.found !== null) return view.nowUs < this.found.dueUs ? [] : this.validated(view, this.found.command)
    if (view.nowUs < this.lookUs) return []
    this.lookUs = view.nowUs + PERIOD_US
    const isQuiet = this.options.consolidateAfter === 0 && view.version === this.seen
    if (isQuiet || view.unschedulablePods > 0) return []
    const command = this.look(view)
    if (command !== null) this.found = { command, dueUs: view.nowUs + VALIDATION_US }
    this.seen = view.version
    return []
  }

  /** What would be done now; null: nothing. */
  private look(view: NodeAutoscalerView): Command | null {
    const { podCount } = view.cluster.nodes
    const candidates = this.withinBudgets(view, this.candidates(view))
    const empty = candidates.filter((node) => podCount[node] === 0)
    if (empty.length > 0) return commandOf(view, empty, null, 'empty')
    if (this.options.consolidationPolicy === 'WhenEmpty') return null
    return severalNodes(view, candidates.slice(0, MOST_TOGETHER)) ?? oneNode(view, candidates)
  }

  /** Nodes that may be disrupted, those first whose disruption costs least. */
  private candidates(view: NodeAutoscalerView): number[] {
    const { podCount, emptySinceUs } = view.cluster.nodes
    const quietSinceUs = view.nowUs - this.options.consolidateAfter
    const costs = new Map<number, number>()
    for (const node of view.readyNodes()) {
      if (podCount[node] === 0 && emptySinceUs[node] > quietSinceUs) continue
      const pods = view.podsOn(node).filter(({ terminating }) => !terminating)
      if (
        pods.some(
          ({ budgets, createdUs }) =>
            createdUs > quietSinceUs || budgets.some(({ disruptionsAllowed }) => disruptionsAllowed < 1),
        )
      )
        continue
      costs.set(node, 1 + pods.reduce((sum, { priority }) => sum + Math.max(0, evictionCost(priority)), 0))
    }
    return [...costs].sort(([, a], [, b]) => a - b).map(([node]) => node)
  }

  private withinBudgets({ pools, cluster }: NodeAutoscalerView, candidates: readonly number[]): number[] {
    const left = pools.map(({ nodesReady, nodesLeaving, nodesBooting, pool }) => {
      const budget = Math.ceil(this.options.disruptionBudget * (nodesReady + nodesBooting)) - nodesLeaving
      return Math.min(budget, nodesReady + nodesBooting - nodesLeaving - pool.limits.min)
    })
    return candidates.filter((node) => left[cluster.nodes.pool[node]]-- > 0)
  }

  private validated(view: NodeAutoscalerView, command: Command): NodeDecision[] {
    this.found = null
    const { names, podCount } = view.cluster.nodes
    const here = new Set(this.withinBudgets(view, this.candidates(view)))
    if (!command.nodes.every((node, i) => here.has(node) && names[node] === command.names[i])) return []
    if (command.reason === 'empty') {
      const empty = command.nodes.filter((node) => podCount[node] === 0)
      return empty.map((node) => ({ kind: 'remove' as const, node, reason: 'empty' }))
    }
    const again = replacement(view, command.nodes)
    if (again === null) return []
    if (again.by === null) return drains(again)
    this.waiting = again
    const { poolIndex, order } = again.by
    return [{ kind: 'add', poolIndex, nodes: [order], reason: again.reason }]
  }

  private whenReplaced(view: NodeAutoscalerView, command: Command): NodeDecision[] {
    if (command.by !== null && view.pools[command.by.poolIndex].nodesBooting > 0) return []
    this.waiting = null
    const ready = new Set(view.readyNodes())
    const left = command.nodes.filter(
      (node, i) => ready.has(node) && view.cluster.nodes.names[node] === command.names[i],
    )
    return left.length === command.nodes.length ? drains(command) : []
  }
}

/** What Karpenter takes an eviction to cost, by the pod's priority. */
function evictionCost(priority: number): number {
  return Math.min(10, Math.max(-10, 1 + priority / 33_554_432))
}

/** The longest list of the cheapest to disrupt that can go together, found by halving. */
function severalNodes(view: NodeAutoscalerView, candidates: readonly number[]): Command | null {
  let best: Command | null = null
  let least = 2
  let most = candidates.length
  while (least <= most) {
    const count = Math.floor((least + most) / 2)
    const command = replacement(view, candidates.slice(0, count))
    if (command === null) most = count - 1
    else {
      best = command
      least = count + 1
    }
  }
  return best
}

function oneNode(view: NodeAutoscalerView, candidates: readonly number[]): Command | null {
  for (const node of candidates) {
    const command = replacement(view, [node])
    if (command !== null) return command
  }
  return null
}

/** What would let these nodes go: the others alone, or with one node that costs less than they do together. */
function replacement(view: NodeAutoscalerView, nodes: readonly number[]): Command | null {
  const { pool, offering } = view.cluster.nodes
  const offered = ({ poolIndex, offering: number }: NodeOffer) => view.pools[poolIndex].pool.offerings[number]
  const now = nodes.map((node) => offered({ poolIndex: pool[node], offering: offering[node] }))
  const price = now.reduce((sum, { pricePerHour }) => sum + pricePerHour, 0)
  const allSpot = now.every(({ purchase }) => purchase === 'spot')
  const offers = offersByPrice(view).filter((offer) => {
    const { pricePerHour, purchase } = offered(offer)
    return pricePerHour < price && !(allSpot && purchase === 'spot') && roomOf(view.pools[offer.poolIndex]) > 0
  })
  const { fits, by } = view.wouldReplace(nodes, offers)
  if (!fits) return null
  const what = nodes.length === 1 ? '1 node' : `${nodes.length} nodes`
  if (by === null) return commandOf(view, nodes, null, `pods of ${what} fit on the others`)
  const { instanceType, pricePerHour } = offered({ poolIndex: by.poolIndex, offering: by.order.offering })
  return commandOf(
    view,
    nodes,
    by,
    `${instanceType ?? 'a node'} at ${pricePerHour}/h does for ${what} at ${Math.round(price * 1e4) / 1e4}/h`,
  )
}

function commandOf(view: NodeAutoscalerView, nodes: readonly number[], by: Command['by'], reason: string): Command {
  return { nodes, names: nodes.map((node) => view.cluster.nodes.names[node]), by, reason }
}

function drains({ nodes, reason }: Command): NodeDecision[] {
  return nodes.map((node) => ({ kind: 'drain' as const, node, giveUpAfterUs: NEVER_GIVE_UP_US, reason }))
}
