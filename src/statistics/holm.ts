/**
 * Holm's step-down adjustment (Holm 1979): rejecting where the adjusted value is at most α keeps the chance of a single wrong
 * rejection among all at α, however the tests depend on each other. Null (nothing was tested) stays null and does not count.
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  const order = pValues
    .flatMap((p, index) => (p === null ? [] : [{ p, index }]))
    .sort((a, b) => a.p - b.p || a.index - b.index)
  const adjusted: (number | null)[] = pValues.map(() => null)
  let highest = 0
  order.forEach(({ p, index }, rank) => {
    highest = Math.max(highest, Math.min(1, p * (order.length - rank)))
    adjusted[index] = highest
  })
  return adjusted
}
