/** Longer odds against waiting than this are no waiting at all. */
const HOPELESS = 1e12

/** Steps of the false position; a handful brings the relative error below `PRECISION`. */
const STEPS_MAX = 60
const PRECISION = 1e-9

/** Replicas alike with a line of their own each, Poisson arrivals that join the one with the fewest requests, exponential service. */
export interface ShortestLine {
  readonly replicas: number
  /** Requests that a replica works on at once; a limit on cpu may leave it a fraction of a place. */
  readonly places: number
  /** Arrival rate × mean service time, less than replicas × places. */
  readonly offeredLoad: number
}

/**
 * Who joins the shortest line waits only when every place is taken (probability p), and then until the shortest line has moved on: with
 * all places taken replicas fill up row by row, so the shortest holds k more with probability ρ^(n·k), and the mean wait of those who
 * wait is service time / (places · (1 − ρⁿ)).
 *
 * p comes from the number of places taken. In one line for all it grows by a = offered load and shrinks by the number itself; here a place
 * that is left by one request and taken by the next in the line of its replica stays taken. Such places are q of all: q₀ when none is free,
 * fewer by e^(−2i / √((n − 1)ρ)) when i are, as lines end while places are free (the root of what a replica's line lasts
 * and what free places drift meanwhile; the 2 is fitted, see docs/validation.md). q₀ follows from the flow into lines, mean q = a · p.
 * With one replica this is M/M/c exactly.
 */
export function shortestLine({ replicas, places, offeredLoad }: ShortestLine): {
  readonly probability: number
  /** In mean service times. */
  readonly meanWhenWaiting: number
} {
  const all = replicas * places
  const used = offeredLoad / all
  let untilShorter = 1
  for (let i = 0; i < replicas && untilShorter > 1e-17; i++) untilShorter *= used
  const fading = replicas > 1 ? Math.exp(-2 / Math.sqrt((replicas - 1) * used)) : 0
  return {
    probability: allTaken(all, offeredLoad, fading),
    meanWhenWaiting: 1 / (places * (1 - untilShorter)),
  }
}

/** By false position (Illinois) on q₀ between none and the offered load. */
function allTaken(places: number, offeredLoad: number, fading: number): number {
  let low = 0
  let high = offeredLoad
  const least = states(places, offeredLoad, fading, low)
  if (least.sum > HOPELESS) return 0
  let belowLow = -offeredLoad
  let aboveHigh = states(places, offeredLoad, fading, high).kept - offeredLoad
  let sum = least.sum
  for (let step = 0, side = 0; step < STEPS_MAX; step++) {
    const kept = (low * aboveHigh - high * belowLow) / (aboveHigh - belowLow)
    const found = states(places, offeredLoad, fading, kept)
    sum = found.sum
    const off = found.kept - offeredLoad
    if (Math.abs(off) <= PRECISION * offeredLoad) break
    if (off < 0) {
      low = kept
      belowLow = off
      if (side === -1) aboveHigh /= 2
      side = -1
    } else {
      high = kept
      aboveHigh = off
      if (side === 1) belowLow /= 2
      side = 1
    }
  }
  return 1 / sum
}

/** From all places taken downwards, each state as a multiple of the first: their sum, and that of the places kept by lines. */
function states(places: number, offeredLoad: number, fading: number, keptAtFull: number) {
  let sum = 1
  let term = 1
  let keptHere = keptAtFull
  let kept = keptHere
  for (let taken = places; taken > 0; taken--) {
    term *= Math.max(0, taken - keptHere) / offeredLoad
    keptHere *= fading
    sum += term
    kept += term * keptHere
    if (sum > HOPELESS || (taken < offeredLoad && term < sum * 1e-15) || term === 0) break
  }
  return { sum, kept }
}
