import { type LatencyDistribution, NO_REQUESTS } from './latency-record.ts'
import { between, edgeBelow, type LatencyScale } from './latency-scale.ts'
import type { ServiceAfterWait } from './service-after-wait.ts'
import type { WaitMix } from './wait-mix.ts'

/** Latency = wait + service time + what all requests have in common, wait and service time independent of each other. */
export class MixedLatency implements LatencyDistribution {
  readonly count: number
  private readonly notAtAll: number
  private readonly scale: LatencyScale
  /** By exponential wait of the mix: how many requests, and the share of their latencies up to each edge. */
  private readonly waiting: readonly number[]
  private readonly sums: readonly Float64Array[]
  /** By bin of the waits within one: which, and how many requests. */
  private readonly bins: readonly number[]
  private readonly within: readonly number[]
  /** The last edge of each parity that was asked for, and what was said. */
  private askedEven = -1
  private askedOdd = -1
  private saidEven = 0
  private saidOdd = 0

  constructor(mix: WaitMix, scale: LatencyScale, sums: ServiceAfterWait) {
    this.count = mix.count
    this.notAtAll = mix.notAtAll
    this.scale = scale
    this.waiting = [...mix.exponential]
    this.sums = mix.scales.map((index) => sums.of(index))
    this.bins = [...mix.within.keys()]
    this.within = [...mix.within.values()]
  }

  atMost(latency: number): number {
    const { edges } = this.scale
    const seconds = latency - this.scale.offset
    // What was added up to a latency and is now taken apart again may miss its edge by a rounding.
    if (seconds < -1e-12) return 0
    const below = edgeBelow(edges, Math.max(0, seconds) * (1 + 1e-12))
    if (below === edges.length - 1) return this.count
    const low = this.upToEdge(below)
    const share = (seconds - edges[below]) / (edges[below + 1] - edges[below])
    return share <= 1e-9 ? low : low + (this.upToEdge(below + 1) - low) * share
  }

  quantile(share: number): number | null {
    if (this.count <= NO_REQUESTS) return null
    const { edges, offset } = this.scale
    const wanted = this.count * share * (1 - 1e-12)
    let low = -1
    let high = edges.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.upToEdge(middle) >= wanted) high = middle
      else low = middle
    }
    if (low === -1) return offset
    const before = this.upToEdge(low)
    const within = this.upToEdge(high) - before
    const part = within > 0 ? Math.min(1, (wanted - before) / within) : 1
    return offset + edges[low] + (edges[high] - edges[low]) * part
  }

  /** Who narrows a latency down asks again and again for the two edges around it. */
  private upToEdge(edge: number): number {
    if ((edge & 1) === 0) {
      if (this.askedEven !== edge) this.saidEven = this.sumUpTo(edge)
      this.askedEven = edge
      return this.saidEven
    }
    if (this.askedOdd !== edge) this.saidOdd = this.sumUpTo(edge)
    this.askedOdd = edge
    return this.saidOdd
  }

  private sumUpTo(edge: number): number {
    const { waiting, sums, bins, within } = this
    const { edges, service } = this.scale
    let requests = this.notAtAll * service[edge]
    for (let i = 0; i < waiting.length; i++) requests += waiting[i] * sums[i][edge]
    for (let i = 0; i < bins.length; i++) {
      const bin = bins[i]
      if (service[0] === 1) requests += bin < edge ? within[i] : 0
      else requests += within[i] * between(edges, service, edges[edge] - (edges[bin] + edges[bin + 1]) / 2)
    }
    return requests
  }
}
