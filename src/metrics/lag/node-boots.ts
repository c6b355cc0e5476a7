import type { NodeBoot } from './lag-parts.ts'

/** When nodes that were ordered in the run were ordered and came. */
export class NodeBoots {
  private readonly byRow = new Map<number, NodeBoot>()

  ordered(node: number, nowUs: number): void {
    this.byRow.set(node, { orderedUs: nowUs, readyUs: Number.POSITIVE_INFINITY })
  }

  ready(node: number, nowUs: number): void {
    const boot = this.byRow.get(node)
    if (boot !== undefined) boot.readyUs = nowUs
  }

  gone(node: number): void {
    this.byRow.delete(node)
  }

  /** Null: the node was there from the start. */
  of(node: number): NodeBoot | null {
    return this.byRow.get(node) ?? null
  }
}
