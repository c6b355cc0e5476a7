/** Places named per kind of finding; the rest is counted. */
const PLACES_MAX = 5

interface Kind {
  readonly places: { readonly line: number; readonly detail: string }[]
  count: number
}

/** What is odd in a text file, gathered by kind: the first few places with their detail, and how many there are in all. */
export class Findings {
  readonly #kinds = new Map<string, Kind>()
  readonly #place: string

  /** `place` is what numbers count: lines of a text, values of a document. */
  constructor(place = 'line') {
    this.#place = place
  }

  add(kind: string, line: number, detail: string): void {
    let found = this.#kinds.get(kind)
    if (found === undefined) {
      found = { places: [], count: 0 }
      this.#kinds.set(kind, found)
    }
    found.count += 1
    if (found.places.length < PLACES_MAX) found.places.push({ line, detail })
  }

  get count(): number {
    let total = 0
    for (const { count } of this.#kinds.values()) total += count
    return total
  }

  /** One entry per kind in the order of discovery: `2 × negative value: line 4 (-1), line 9 (-7)`. */
  summaries(): { readonly firstLine: number; readonly text: string }[] {
    return [...this.#kinds].map(([kind, { places, count }]) => {
      const listed = places.map(({ line, detail }) => `${this.#place} ${line}${detail === '' ? '' : ` (${detail})`}`)
      const rest = count > places.length ? ` and ${count - places.length} more` : ''
      return { firstLine: places[0].line, text: `${count} × ${kind}: ${listed.join(', ')}${rest}` }
    })
  }
}
