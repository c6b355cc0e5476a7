import type { Amounts } from '../../model/amounts.ts'

/** What a queue's jobs hold, and its weight. */
export interface Holder {
  readonly held: ReadonlyMap<string, number>
  readonly weight: number
}

/** The largest share that is held of any resource, by weight (Ghodsi et al., "Dominant Resource Fairness", NSDI 2011, §4.1). */
export function dominantShare({ held, weight }: Holder, total: Amounts): number {
  let largest = 0
  for (const [resource, amount] of held) {
    const all = total[resource] ?? 0
    if (all > 0 && amount / all > largest) largest = amount / all
  }
  return largest / weight
}

/** Who is next: those with the smallest dominant share first, of equals those listed first. */
export function fairOrder<H extends Holder>(holders: readonly H[], total: Amounts): H[] {
  const shares = holders.map((holder) => dominantShare(holder, total))
  return holders
    .map((_, index) => index)
    .sort((a, b) => shares[a] - shares[b] || a - b)
    .map((index) => holders[index])
}
