import { type LatencyDistribution, type LatencyRecord, NO_REQUESTS } from './latency-record.ts'
import { edgeBelow, type LatencyScale } from './latency-scale.ts'

/** Latencies of requests that are counted one by one, in the bins of the service's scale. */
export class CountedLatency implements LatencyRecord {
  private readonly scale: LatencyScale
  private readonly bucketUs: number
  private readonly buckets: (Float64Array | undefined)[] = []

  constructor(scale: LatencyScale, bucketUs: number) {
    this.scale = scale
    this.bucketUs = bucketUs
  }

  /** `seconds` without what all requests have in common. */
  record(cameUs: number, seconds: number): void {
    const { edges } = this.scale
    const bucket = Math.floor(cameUs / this.bucketUs)
    this.buckets[bucket] ??= new Float64Array(edges.length)
    this.buckets[bucket][edgeBelow(edges, seconds)]++
  }

  inBucket(bucket: number): LatencyDistribution {
    return distribution(this.scale, this.buckets[bucket] ?? new Float64Array(this.scale.edges.length))
  }

  whole(): LatencyDistribution {
    const all = new Float64Array(this.scale.edges.length)
    for (const bins of this.buckets) {
      bins?.forEach((requests, bin) => {
        all[bin] += requests
      })
    }
    return distribution(this.scale, all)
  }
}

/** Requests are spread evenly within their bin; those of no length are at its edge. */
function distribution({ edges, offset }: LatencyScale, bins: Float64Array): LatencyDistribution {
  const count = bins.reduce((sum, requests) => sum + requests, 0)
  return {
    count,
    atMost(latency) {
      const seconds = latency - offset
      if (seconds < -1e-12) return 0
      const bin = edgeBelow(edges, Math.max(0, seconds))
      let requests = 0
      for (let i = 0; i < bin; i++) requests += bins[i]
      const width = bin + 1 < edges.length ? edges[bin + 1] - edges[bin] : 0
      const share = bin === 0 || width === 0 ? 1 : (seconds - edges[bin]) / width
      return requests + bins[bin] * share
    },
    quantile(share) {
      if (count <= NO_REQUESTS) return null
      let left = count * share * (1 - 1e-12)
      let bin = 0
      while (bin + 1 < edges.length && bins[bin] < left) left -= bins[bin++]
      if (bin === 0 || bin + 1 === edges.length) return offset + edges[bin]
      return offset + edges[bin] + (edges[bin + 1] - edges[bin]) * (left / bins[bin])
    },
  }
}
