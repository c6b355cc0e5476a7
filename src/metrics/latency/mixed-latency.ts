import { type LatencyDistribution, NO_REQUESTS } from './latency-record.ts'
import { between, edgeBelow, type LatencyScale } from './latency-scale.ts'
import type { ServiceAfterWait } from './service-after-wait.ts'
import type { WaitMix } from './wait-mix.ts'

/** Latency = wait + service time + what all requests have in common, wait and service time independent of each other. */
export class MixedLatency implements LatencyDistribution {
  readonly count: number
  private readonly mix: WaitMix
  private readonly scale: LatencyScale
  /** By exponential wait of the mix: how many requests, and the share of their latencies up to each edge. */
  private readonly exponential: readonly { readonly requests: number; readonly sum: Float64Array }[]

  constructor(mix: WaitMix, scale: LatencyScale, sums: ServiceAfterWait) {
    this.count = mix.count
    this.mix = mix
    this.scale = scale
    this.exponential = [...mix.exponential].map(([index, requests]) => ({ requests, sum: sums.of(index) }))
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

  private upToEdge(edge: number): number {
    const { edges, service } = this.scale
    let requests = this.mix.notAtAll * service[edge]
    for (const wait of this.exponential) requests += wait.requests * wait.sum[edge]
    for (const [bin, waiting] of this.mix.within) {
      if (service[0] === 1) requests += bin < edge ? waiting : 0
      else requests += waiting * between(edges, service, edges[edge] - (edges[bin] + edges[bin + 1]) / 2)
    }
    return requests
  }
}
