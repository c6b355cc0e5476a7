interface Budget {
  readonly disruptionsAllowed: number
}

/** What disruption budgets still allow while nodes are thought away one after the other (cluster-autoscaler, core/scaledown/pdb). */
export class RemainingBudgets {
  private readonly taken = new Map<Budget, number>()

  left(budget: Budget): number {
    return budget.disruptionsAllowed - (this.taken.get(budget) ?? 0)
  }

  /** By pod the budgets that select it: whether each of the pods may go by itself, and whether all may at the same time. */
  verdict(pods: readonly (readonly Budget[])[]): { readonly canRemove: boolean; readonly inParallel: boolean } {
    const asked = new Map<Budget, number>()
    for (const budget of pods.flat()) asked.set(budget, (asked.get(budget) ?? 0) + 1)
    const canRemove = [...asked.keys()].every((budget) => this.left(budget) >= 1)
    return { canRemove, inParallel: canRemove && [...asked].every(([budget, count]) => count <= this.left(budget)) }
  }

  remove(pods: readonly (readonly Budget[])[]): void {
    for (const budget of pods.flat()) this.taken.set(budget, (this.taken.get(budget) ?? 0) + 1)
  }
}
