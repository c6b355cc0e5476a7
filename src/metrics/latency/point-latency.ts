import { type LatencyDistribution, NO_REQUESTS } from './latency-record.ts'

/** Shares at which a distribution is cut into pieces, finer where it is seldom and slow. */
const CUTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1]
export const PIECES = CUTS.length - 1
export const WEIGHTS: readonly number[] = Array.from({ length: PIECES }, (_, i) => CUTS[i + 1] - CUTS[i])
const MIDDLES = Array.from({ length: PIECES }, (_, i) => (CUTS[i] + CUTS[i + 1]) / 2)

/** One latency for each piece of a distribution, in order; zeros where there were no requests. */
export function piecesOf(distribution: LatencyDistribution, shareOf = (share: number) => share): Float64Array {
  return Float64Array.from(MIDDLES, (share) => distribution.quantile(shareOf(share)) ?? 0)
}

export function meanOf(pieces: Float64Array): number {
  return pieces.reduce((sum, value, i) => sum + value * WEIGHTS[i], 0)
}

/** What comes of two independent latencies: their sum, or the longer one. */
export function combine(a: Float64Array, b: Float64Array, into: (x: number, y: number) => number): Float64Array {
  const values = new Float64Array(PIECES * PIECES)
  const weights = new Float64Array(PIECES * PIECES)
  for (let i = 0; i < PIECES; i++) {
    for (let j = 0; j < PIECES; j++) {
      values[i * PIECES + j] = into(a[i], b[j])
      weights[i * PIECES + j] = WEIGHTS[i] * WEIGHTS[j]
    }
  }
  return cutAgain(values, weights)
}

/** Cuts weighted latencies into the usual pieces, each at the mean of what is in it. */
export function cutAgain(values: Float64Array, weights: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j] || i - j)
  const pieces = new Float64Array(PIECES)
  let piece = 0
  let room = WEIGHTS[0]
  for (const i of order) {
    let weight = weights[i]
    while (weight > room && piece < PIECES - 1) {
      pieces[piece] += values[i] * room
      weight -= room
      room = WEIGHTS[++piece]
    }
    pieces[piece] += values[i] * weight
    room -= weight
  }
  return pieces.map((sum, i) => sum / WEIGHTS[i])
}

/** Latencies known by some of their values, each for many requests; in between on a straight line. */
export class PointLatency implements LatencyDistribution {
  readonly count: number
  private readonly values: Float64Array
  /** By value, in order: requests up to the middle of those that it stands for. */
  private readonly upTo: Float64Array

  constructor(values: Float64Array, requests: Float64Array) {
    const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j] || i - j)
    this.values = Float64Array.from(order, (i) => values[i])
    this.upTo = new Float64Array(order.length)
    let before = 0
    order.forEach((i, place) => {
      this.upTo[place] = before + requests[i] / 2
      before += requests[i]
    })
    this.count = before
  }

  atMost(seconds: number): number {
    const { values, upTo } = this
    const after = values.findIndex((value) => value > seconds)
    if (after === -1) return this.count
    if (after === 0) return 0
    const share = (seconds - values[after - 1]) / (values[after] - values[after - 1])
    return upTo[after - 1] + (upTo[after] - upTo[after - 1]) * share
  }

  quantile(share: number): number | null {
    if (this.count <= NO_REQUESTS) return null
    const { values, upTo } = this
    const wanted = share * this.count
    const after = upTo.findIndex((requests) => requests >= wanted)
    if (after === -1) return values[values.length - 1]
    if (after === 0) return values[0]
    const part = (wanted - upTo[after - 1]) / (upTo[after] - upTo[after - 1])
    return values[after - 1] + (values[after] - values[after - 1]) * part
  }
}
