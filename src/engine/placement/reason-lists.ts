/** Lists of reasons as small numbers: filters give the same few again and again. */
export class ReasonLists {
  private readonly lists: (readonly string[])[] = []
  private readonly known = new WeakMap<readonly string[], number>()
  private readonly byText = new Map<string, number>()

  idOf(reasons: readonly string[]): number {
    let id = this.known.get(reasons)
    if (id !== undefined) return id
    const text = reasons.join('\n')
    id = this.byText.get(text) ?? this.lists.length
    if (id === this.lists.length) this.lists.push(reasons)
    this.byText.set(text, id)
    this.known.set(reasons, id)
    return id
  }

  /** The reason that most nodes give, `counts` being how many give each list; of equals the first by its text. */
  mostFrequent(counts: readonly number[]): string | null {
    const nodes = new Map<string, number>()
    let top: string | null = null
    for (let id = 0; id < counts.length; id++) {
      if (counts[id] > 0) for (const reason of this.lists[id]) nodes.set(reason, (nodes.get(reason) ?? 0) + counts[id])
    }
    for (const [reason, count] of nodes) {
      const most = top === null ? 0 : (nodes.get(top) ?? 0)
      if (count > most || (count === most && top !== null && reason < top)) top = reason
    }
    return top
  }
}
