/** How long the requests of some stretch of time took, in seconds. */
export interface LatencyDistribution {
  /** How many there were; a fluid has fractions of requests. */
  readonly count: number
  /** How many took at most so long. */
  atMost(seconds: number): number
  /** The latency that this share of requests stay within; null when there were none. */
  quantile(share: number): number | null
}

/** What a request line leaves behind of its latencies, whether it is a fluid or counts requests one by one. */
export interface LatencyRecord {
  /** Of the requests that came in one bucket of the time axis. */
  inBucket(bucket: number): LatencyDistribution
  /** Of all. */
  whole(): LatencyDistribution
}

/** What a fluid counts as less than a request is what rounding left. */
export const NO_REQUESTS = 1e-9

/** Beyond it nobody tells latencies apart. */
const LONGEST_SECONDS = 1e9
/** Halvings that bring the bracket from a factor of 10 below a relative width of 1e-6. */
const HALVINGS = 24

/** Several distributions as one. */
export function together(parts: readonly LatencyDistribution[]): LatencyDistribution {
  if (parts.length === 1) return parts[0]
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  const atMost = (seconds: number) => parts.reduce((sum, part) => sum + part.atMost(seconds), 0)
  return {
    count,
    atMost,
    quantile(share) {
      if (count <= NO_REQUESTS) return null
      const wanted = count * share * (1 - 1e-12)
      if (atMost(0) >= wanted) return 0
      let high = 1e-6
      while (atMost(high) < wanted && high < LONGEST_SECONDS) high *= 10
      let low = high === 1e-6 ? 0 : high / 10
      for (let i = 0; i < HALVINGS; i++) {
        const middle = (low + high) / 2
        if (atMost(middle) >= wanted) high = middle
        else low = middle
      }
      return high
    },
  }
}
