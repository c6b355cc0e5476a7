import { power } from '../../base/power.ts'
import type { Call } from '../../model/call-order.ts'
import type { LatencyDistribution, LatencyRecord } from './latency-record.ts'
import { combine, meanOf, PIECES, PointLatency, piecesOf, WEIGHTS } from './point-latency.ts'

/** A service that is called, as the caller's latency sees it. */
export interface CalledLatency {
  readonly latency: LatencyRecord
  readonly perRequest: number
  readonly mode: Call['mode']
}

/**
 * Latency of a service with that of its calls: bucket by bucket, own latency and calls independent of each other. Sequential calls
 * add up, of the parallel ones the slowest counts. A distribution is known by a few values, dense in its tail.
 */
export class EndToEnd implements LatencyRecord {
  private readonly own: LatencyRecord
  private readonly calls: readonly CalledLatency[]
  private readonly buckets: readonly PointLatency[]
  private readonly all: PointLatency

  constructor(own: LatencyRecord, calls: readonly CalledLatency[], buckets: number) {
    this.own = own
    this.calls = calls
    const values = new Float64Array(buckets * PIECES)
    const requests = new Float64Array(buckets * PIECES)
    this.buckets = Array.from({ length: buckets }, (_, bucket) => {
      const { count } = this.own.inBucket(bucket)
      const pieces = this.piecesIn(bucket)
      const weights = Float64Array.from(WEIGHTS, (weight) => weight * count)
      values.set(pieces, bucket * PIECES)
      requests.set(weights, bucket * PIECES)
      return new PointLatency(pieces, weights)
    })
    this.all = new PointLatency(values, requests)
  }

  inBucket(bucket: number): LatencyDistribution {
    return this.buckets[bucket]
  }

  whole(): LatencyDistribution {
    return this.all
  }

  private piecesIn(bucket: number): Float64Array {
    let pieces = piecesOf(this.own.inBucket(bucket))
    let slowest: Float64Array = new Float64Array(PIECES)
    for (const { latency, perRequest, mode } of this.calls) {
      const called = latency.inBucket(bucket)
      if (perRequest === 0 || called.count === 0) continue
      if (mode === 'sequential') pieces = combine(pieces, oneAfterTheOther(piecesOf(called), perRequest), add)
      else slowest = combine(slowest, besideEachOther(called, perRequest), longer)
    }
    return this.calls.some(({ mode }) => mode === 'parallel') ? combine(pieces, slowest, add) : pieces
  }
}

const add = (x: number, y: number): number => x + y
const longer = (x: number, y: number): number => Math.max(x, y)

/** The sum of independent calls: the mean grows with their number, the spread with its root. Below one call: now and then one. */
function oneAfterTheOther(called: Float64Array, perRequest: number): Float64Array {
  const mean = meanOf(called)
  const spread = Math.sqrt(perRequest)
  return called.map((value) => Math.max(0, perRequest * mean + spread * (value - mean)))
}

/** The slowest of n calls stays within a latency when all do: its distribution function is the n-th power. */
function besideEachOther(called: LatencyDistribution, perRequest: number): Float64Array {
  return piecesOf(called, (share) => power(share, 1 / Math.max(1, perRequest)))
}
