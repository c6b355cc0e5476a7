/** Longer odds against waiting than this are no waiting at all. */
const HOPELESS = 1e12

/**
 * Erlang's C: the share of Poisson arrivals that find all places taken (M/M/c), for any c > 0. A limit on cpu may leave a replica a
 * fraction of a place; for one, Erlang's recurrence starts from 1/B = 1 + c/a, a straight line between no place and one.
 * The sum over the states from all places taken downwards ends as soon as it is settled, which keeps many places cheap.
 */
export function allPlacesBusy(places: number, offeredLoad: number): number {
  if (offeredLoad >= places) return 1
  if (offeredLoad === 0) return 0
  let inverseB = 1
  let term = 1
  for (let busy = places; busy > 0; busy--) {
    term *= busy / offeredLoad
    inverseB += term
    if (inverseB > HOPELESS) return 0
    if (busy < offeredLoad && term < inverseB * 1e-15) break
  }
  // 1 / (1 − ρ(1 − B)) · B, with B = 1 / inverseB
  return 1 / (inverseB - (offeredLoad / places) * (inverseB - 1))
}
