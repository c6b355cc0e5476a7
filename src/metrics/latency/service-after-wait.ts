import { between, type LatencyScale } from './latency-scale.ts'
import { scaleOf } from './wait-mix.ts'

/** Below this share a tail beyond the timeout is not worth cutting off. */
const NEGLIGIBLE = 1e-9

/** Distribution functions of an exponential wait, cut off at the timeout, plus the service time; each is made once. */
export class ServiceAfterWait {
  private readonly scale: LatencyScale
  private readonly known = new Map<number, Float64Array>()

  constructor(scale: LatencyScale) {
    this.scale = scale
  }

  /** By edge: the share of latencies up to it, for waits whose scale has this index. */
  of(index: number): Float64Array {
    let sum = this.known.get(index)
    if (sum === undefined) {
      sum = this.cutOff(scaleOf(index))
      this.known.set(index, sum)
    }
    return sum
  }

  /** (H(t) − e^(−T/m) · H(t − T)) / (1 − e^(−T/m)): the exponential has no memory. */
  private cutOff(mean: number): Float64Array {
    const { edges, timeout } = this.scale
    const endless = this.endless(mean)
    const beyond = Math.exp(-timeout / mean)
    const kept = -Math.expm1(-timeout / mean)
    if (beyond < NEGLIGIBLE || kept === 0) return endless
    return endless.map((share, i) => Math.min(1, (share - beyond * between(edges, endless, edges[i] - timeout)) / kept))
  }

  /**
   * H(t) = P(wait + service ≤ t) for an exponential wait of mean m follows H' = (F − H) / m, F being the service time's own
   * function: solved from edge to edge with F on a straight line in between.
   */
  private endless(mean: number): Float64Array {
    const { edges, service } = this.scale
    const sum = new Float64Array(edges.length)
    for (let i = 1; i < edges.length; i++) {
      const width = edges[i] - edges[i - 1]
      const risen = -Math.expm1(-width / mean)
      const slope = (service[i] - service[i - 1]) / width
      sum[i] = Math.min(1, sum[i - 1] * (1 - risen) + service[i - 1] * risen + slope * (width - mean * risen))
    }
    return sum
  }
}
