/** Halvings of the unknown share; the mean-field equations are then met to 1e-12. */
const HALVINGS = 50

/**
 * Each request goes to the less loaded of two replicas drawn at random: N. D. Vvedenskaya, R. L. Dobrushin, F. I. Karpelevich (1996)
 * and M. Mitzenmacher (1996), for many replicas with `places` each. With s(i) the share of replicas that hold at least i requests and
 * a the offered load of one, flows balance at every level: a · s(i − 1)² = Σ over j ≥ i of min(j, places) · (s(j) − s(j + 1)).
 * Above `places` that is s(i) = (a / places) · s(i − 1)²; below, s(0) = 1 fixes the rest.
 */
export function twoChoices(
  places: number,
  offeredLoad: number,
): { readonly probability: number; readonly waiting: number } {
  const whole = Math.max(1, Math.round(places))
  const load = (offeredLoad / places) * whole
  let full = 0
  let high = 1
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (full + high) / 2
    if (atLeastNone(middle, whole, load) > 1) high = middle
    else full = middle
  }
  let waiting = 0
  for (let share = (load / whole) * full * full; share > 1e-15; share = (load / whole) * share * share) waiting += share
  return { probability: full * full, waiting }
}

/** From s(places) down to s(0), which is 1 when the start was right and rises with it. */
function atLeastNone(full: number, places: number, load: number): number {
  let flow = places * full
  let share = full
  for (let i = places; i >= 1; i--) {
    const below = Math.sqrt(flow / load)
    flow += (i - 1) * (below - share)
    share = below
  }
  return share
}
