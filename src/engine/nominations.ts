import type { Cluster } from '../cluster/cluster.ts'

const NOBODY: readonly number[] = []

/** Pods for which a node is being emptied, until they are bound or give it up. */
export class Nominations {
  private readonly cluster: Cluster
  private readonly nodeOf = new Map<number, number>()
  private readonly podsOf = new Map<number, number[]>()

  constructor(cluster: Cluster) {
    this.cluster = cluster
  }

  get size(): number {
    return this.nodeOf.size
  }

  /** Nodes that are promised to someone. */
  get nodes(): Iterable<number> {
    return this.podsOf.keys()
  }

  /** The node that a pod was promised, or -1. */
  of(pod: number): number {
    return this.nodeOf.get(pod) ?? -1
  }

  on(node: number): readonly number[] {
    return this.podsOf.get(node) ?? NOBODY
  }

  /** Those on a node whom a pod must leave room for: all others that are not less important. */
  ahead(pod: number, node: number): number[] {
    const priority = this.priorityOf(pod)
    return this.on(node).filter((other) => other !== pod && this.priorityOf(other) >= priority)
  }

  /** Those on a node who would have to look elsewhere if a pod is promised it too. */
  behind(pod: number, node: number): number[] {
    const priority = this.priorityOf(pod)
    return this.on(node).filter((other) => other !== pod && this.priorityOf(other) < priority)
  }

  set(pod: number, node: number): void {
    this.clear(pod)
    this.nodeOf.set(pod, node)
    this.podsOf.set(node, [...this.on(node), pod])
  }

  clear(pod: number): void {
    const node = this.of(pod)
    if (node === -1) return
    this.nodeOf.delete(pod)
    const left = this.on(node).filter((other) => other !== pod)
    if (left.length === 0) this.podsOf.delete(node)
    else this.podsOf.set(node, left)
  }

  private priorityOf(pod: number): number {
    const { pods, classes } = this.cluster
    return classes[pods.podClass[pod]].priority
  }
}
