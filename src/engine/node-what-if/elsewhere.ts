import { NODE_READY } from '../../cluster/node-table.ts'
import { hasPodAffinity } from '../../cluster/pod-class.ts'
import type { Run } from '../run.ts'

/** What it takes to try things out. */
export type Trying = Pick<Run, 'cluster' | 'trial' | 'nowUs'>

/** By node: pods that are to come to it. */
export type Arrivals = ReadonlyMap<number, readonly number[]>

const NOBODY: Arrivals = new Map()

/**
 * Where pods of nodes that are to go could be instead; in a fork. Nodes may be closed from the start: their pods, `arrivals` elsewhere, are moved
 * only where somebody else wants to go.
 */
export class Elsewhere {
  private readonly run: Trying
  private readonly closed: Set<number>
  private readonly rows: Int32Array
  private readonly arrivals: Map<number, readonly number[]>
  /** Those that have been moved since a node was last closed. */
  private readonly settled: [node: number, pods: readonly number[]][] = []
  private start = 0
  /** Classes that found no room: there is only less of it as others are placed. */
  private readonly full = new Set<number>()

  constructor(run: Trying, closed: Iterable<number>, arrivals = NOBODY) {
    this.run = run
    const { order } = run.cluster
    this.rows = order.rows.slice(0, order.count).filter((row) => takesPods(run, row))
    this.closed = new Set(closed)
    this.arrivals = new Map(arrivals)
  }

  /** This node takes no more pods of others. */
  close(node: number): void {
    this.closed.add(node)
    this.settled.length = 0
  }

  /** Takes back `close` after everything since then has been reverted. */
  reopen(node: number): void {
    this.closed.delete(node)
    for (const [place, pods] of this.settled) this.arrivals.set(place, pods)
    this.full.clear()
  }

  /** Moves the pods that are to come to this node; whether there were any. */
  settle(node: number): boolean {
    const { cluster, nowUs } = this.run
    const pods = this.arrivals.get(node)
    if (pods === undefined) return false
    this.arrivals.delete(node)
    this.settled.push([node, pods])
    for (const pod of pods) {
      cluster.unbind(pod)
      cluster.bind(pod, node, nowUs)
    }
    return true
  }

  /** Moves a pod to `hint` if that would take it, else to the next node that would; whether there is one. -1: no hint. */
  place(pod: number, hint = -1): boolean {
    const { cluster, trial, nowUs } = this.run
    const podClass = cluster.pods.podClass[pod]
    if (this.full.has(podClass)) return false
    if (!trial.looksAtNodesOnly(podClass)) for (const node of this.arrivals.keys()) this.settle(node)
    if (hint !== -1 && this.wouldTake(hint, podClass)) {
      cluster.bind(pod, hint, nowUs)
      return true
    }
    const at = this.nextFit(podClass)
    if (at === -1) {
      if (!hasPodAffinity(cluster.classes[podClass])) this.full.add(podClass)
      return false
    }
    cluster.bind(pod, this.rows[at], nowUs)
    this.start = at
    return true
  }

  private wouldTake(node: number, podClass: number): boolean {
    if (this.closed.has(node) || !takesPods(this.run, node)) return false
    this.settle(node)
    return this.run.trial.fits(podClass, node)
  }

  /** Who does not fit beside the pods that are there does not fit beside more. */
  private nextFit(podClass: number): number {
    const { trial } = this.run
    const { rows, closed } = this
    for (let start = this.start; ; ) {
      const at = trial.firstFit(podClass, rows, start, closed)
      if (at === -1 || !this.settle(rows[at])) return at
      start = at
    }
  }
}

export function takesPods({ cluster: { nodes } }: Trying, node: number): boolean {
  return nodes.state[node] === NODE_READY && nodes.cordoned[node] === 0
}

/** The pods of a node that would have to go elsewhere: those on their way out end by themselves. */
export function movablePods({ cluster: { nodes, pods } }: Trying, node: number): number[] {
  const movable: number[] = []
  for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) {
    if (pods.terminating[pod] === 0) movable.push(pod)
  }
  return movable
}
