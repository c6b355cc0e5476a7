import type { WaitLaw } from './wait-law.ts'

/** Longer odds against waiting than this are no waiting at all. */
const HOPELESS = 1e12

/** The false position ends here; a dozen of its steps bring it there. */
const TRIALS_MAX = 60
const PRECISION = 1e-7

/** q₀ / a is smooth in √(1 − ρ): it is found at so many steps of it, and lies on straight lines in between. */
const STEPS = 96

/**
 * Replicas alike with a line of their own each, Poisson arrivals that join the one with the fewest requests, exponential service.
 *
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
export class ShortestLine {
  private readonly places: number
  /** q₀ / a by replicas and by steps of √(1 − ρ); NaN: not asked for yet. */
  private readonly kept = new Map<number, Float64Array>()

  /** `places`: requests that a replica works on at once; a limit on cpu may leave it a fraction of a place. */
  constructor(places: number) {
    this.places = places
  }

  /** `offeredLoad`: arrival rate × mean service time, less than replicas × places. `meanWhenWaiting` is in mean service times. */
  wait(replicas: number, offeredLoad: number): WaitLaw {
    const all = replicas * this.places
    const used = offeredLoad / all
    let untilShorter = 1
    for (let i = 0; i < replicas && untilShorter > 1e-17; i++) untilShorter *= used
    const { sum } = states(all, used, fadingOf(replicas, used), this.keptShare(replicas, used))
    return {
      probability: sum > HOPELESS ? 0 : 1 / sum,
      meanWhenWaiting: 1 / (this.places * (1 - untilShorter)),
    }
  }

  private keptShare(replicas: number, used: number): number {
    if (replicas === 1) return 1
    let table = this.kept.get(replicas)
    if (table === undefined) {
      table = new Float64Array(STEPS + 1).fill(Number.NaN)
      this.kept.set(replicas, table)
    }
    const at = Math.sqrt(1 - used) * STEPS
    const step = Math.min(STEPS - 1, Math.floor(at))
    const before = this.keptAt(table, replicas, step)
    return before + (this.keptAt(table, replicas, step + 1) - before) * (at - step)
  }

  private keptAt(table: Float64Array, replicas: number, step: number): number {
    if (Number.isNaN(table[step])) {
      table[step] = solved(replicas, replicas * this.places, 1 - (step * step) / (STEPS * STEPS))
    }
    return table[step]
  }
}

function fadingOf(replicas: number, used: number): number {
  return replicas > 1 ? Math.exp(-2 / Math.sqrt((replicas - 1) * used)) : 0
}

/** q₀ / a, by false position (Illinois) between none and all. */
function solved(replicas: number, places: number, used: number): number {
  if (used === 0) return 0
  if (used === 1) return 1
  const fading = fadingOf(replicas, used)
  let low = 0
  let high = 1
  let belowLow = -1
  let aboveHigh = states(places, used, fading, high).kept - 1
  let share = high
  for (let trial = 0, side = 0; trial < TRIALS_MAX && aboveHigh > 0; trial++) {
    share = (low * aboveHigh - high * belowLow) / (aboveHigh - belowLow)
    const off = states(places, used, fading, share).kept - 1
    if (Math.abs(off) <= PRECISION) break
    if (off < 0) {
      low = share
      belowLow = off
      if (side === -1) aboveHigh /= 2
      side = -1
    } else {
      high = share
      aboveHigh = off
      if (side === 1) belowLow /= 2
      side = 1
    }
  }
  return share
}

/**
 * From all places taken downwards, each state as a multiple of the first: their sum, and that of the places kept by lines, as a
 * multiple of the offered load, when `share` of it is kept while no place is free.
 */
function states(places: number, used: number, fading: number, share: number) {
  const offeredLoad = used * places
  let sum = 1
  let term = 1
  let keptHere = share
  let kept = share
  for (let taken = places; taken > 0; taken--) {
    term *= Math.max(0, taken / offeredLoad - keptHere)
    keptHere *= fading
    sum += term
    kept += term * keptHere
    if (sum > HOPELESS || term === 0 || (taken < offeredLoad && term < sum * 1e-15)) break
  }
  return { sum, kept }
}
