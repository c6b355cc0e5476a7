import { NODE_READY } from '../../cluster/node-table.ts'
import { hasPodAffinity } from '../../cluster/pod-class.ts'
import type { NodeOffer, NodeOrder } from '../../policies/types.ts'
import type { Run } from '../run.ts'
import { addReadyNode } from './in-fork.ts'

/** What it takes to try things out. */
type Trying = Pick<Run, 'cluster' | 'trial' | 'nowUs'>

/** Where pods of nodes that are to go could be instead; in a fork. */
class Elsewhere {
  private readonly run: Trying
  private readonly closed: Set<number>
  private readonly rows: Int32Array
  private start = 0
  /** Classes that found no room: there is only less of it as others are placed. */
  private readonly full = new Set<number>()

  constructor(run: Trying, leaving: readonly number[]) {
    this.run = run
    const { order, nodes } = run.cluster
    this.rows = order.rows
      .slice(0, order.count)
      .filter((row) => nodes.state[row] === NODE_READY && nodes.cordoned[row] === 0)
    this.closed = new Set(leaving)
  }

  /** This node takes no more pods of others. */
  close(node: number): void {
    this.closed.add(node)
  }

  reopen(node: number): void {
    this.closed.delete(node)
    this.full.clear()
  }

  /** Moves a pod to the next node that would take it; whether there is one. */
  place(pod: number): boolean {
    const { cluster, trial, nowUs } = this.run
    const podClass = cluster.pods.podClass[pod]
    if (this.full.has(podClass)) return false
    const at = trial.firstFit(podClass, this.rows, this.start, this.closed)
    if (at === -1) {
      if (!hasPodAffinity(cluster.classes[podClass])) this.full.add(podClass)
      return false
    }
    cluster.bind(pod, this.rows[at], nowUs)
    this.start = at
    return true
  }
}

/** The pods of a node that would have to go elsewhere: those on their way out end by themselves. */
function movablePods({ cluster: { nodes, pods } }: Trying, node: number): number[] {
  const movable: number[] = []
  for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) {
    if (pods.terminating[pod] === 0) movable.push(pod)
  }
  return movable
}

/**
 * Which nodes could go one after the other, each with those before it gone and their pods elsewhere; looks no further once `limit` of them can.
 * A node that goes stays behind empty and closed, so it still counts as a place over which pods are spread.
 */
export function removableInTurn(run: Trying, candidates: readonly number[], limit: number): boolean[] {
  const { cluster } = run
  const verdicts: boolean[] = []
  let found = 0
  cluster.fork()
  try {
    const elsewhere = new Elsewhere(run, [])
    for (const node of candidates) {
      if (found >= limit) break
      cluster.fork()
      cluster.setCordoned(node, true)
      elsewhere.close(node)
      const fits = movablePods(run, node).every((pod) => {
        cluster.unbind(pod)
        return elsewhere.place(pod)
      })
      verdicts.push(fits)
      if (fits) {
        cluster.keepFork()
        found++
      } else {
        cluster.revert()
        elsewhere.reopen(node)
      }
    }
    return verdicts
  } finally {
    cluster.revert()
  }
}

export type Replacement =
  | { readonly fits: false; readonly by: null }
  /** `by` null: the other nodes take all pods. */
  | { readonly fits: true; readonly by: { readonly poolIndex: number; readonly order: NodeOrder } | null }

/** Whether nodes could all go at once, with the first of these offers in their place if the other nodes do not do. */
export function replaceable(run: Run, nodes: readonly number[], offers: readonly NodeOffer[]): Replacement {
  const { cluster } = run
  cluster.fork()
  try {
    const elsewhere = new Elsewhere(run, nodes)
    const pods = nodes.flatMap((node) => movablePods(run, node))
    for (const node of nodes) cluster.setCordoned(node, true)
    for (const pod of pods) cluster.unbind(pod)
    const left = pods.filter((pod) => !elsewhere.place(pod))
    if (left.length === 0) return { fits: true, by: null }
    for (const offer of offers) {
      const zone = zoneThatTakes(run, left, offer)
      if (zone !== undefined)
        return { fits: true, by: { poolIndex: offer.poolIndex, order: { offering: offer.offering, zone } } }
    }
    return { fits: false, by: null }
  } finally {
    cluster.revert()
  }
}

/** The zone in which one node of the offer would take all the pods; undefined: none. */
function zoneThatTakes(run: Run, left: readonly number[], offer: NodeOffer): number | null | undefined {
  const { cluster, trial, nowUs, pools } = run
  const { zones } = pools[offer.poolIndex].spec
  for (let attempt = 0; attempt < Math.max(1, zones.length); attempt++) {
    const zone = zones.length === 0 ? null : attempt
    cluster.fork()
    try {
      const node = addReadyNode(run, offer.poolIndex, { offering: offer.offering, zone })
      const fits = left.every((pod) => {
        if (!trial.fits(cluster.pods.podClass[pod], node)) return false
        cluster.bind(pod, node, nowUs)
        return true
      })
      if (fits) return zone
    } finally {
      cluster.revert()
    }
  }
  return undefined
}
