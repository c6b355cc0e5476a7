import { type Distribution, mean } from '../../base/distribution.ts'
import { atMost } from '../../base/distribution-function.ts'

/** Bins are one percent wide. */
const RATIO = 1.01
/** Shorter parts of a latency than this share of the mean service time change no figure. */
const FINEST_SHARE = 1 / 100
/** The finest wait that is told apart where there is no service time. */
const FINEST_SECONDS = 1e-3
const MAX_EDGES = 4000

/**
 * The bins of one service's latencies, in seconds: from 0 up to where practically nothing is longer, one percent apart, with edges of
 * their own where it matters on which side a wait falls. What all requests have in common (a constant service time, the hops
 * through a sidecar) is left out of them and added as `offset`.
 */
export interface LatencyScale {
  readonly offset: number
  readonly edges: Float64Array
  /** By edge: the share of service times up to it. */
  readonly service: Float64Array
  readonly timeout: number
}

export interface LatencyScaleParts {
  /** Null: requests take no time of their own. */
  readonly serviceTimeUs: Distribution | null
  readonly hopsUs: number
  readonly timeoutUs: number
  readonly targetsUs: readonly number[]
}

export function latencyScale({ serviceTimeUs, hopsUs, timeoutUs, targetsUs }: LatencyScaleParts): LatencyScale {
  const varies = serviceTimeUs !== null && serviceTimeUs.kind !== 'constant'
  const offset = (hopsUs + (serviceTimeUs?.kind === 'constant' ? serviceTimeUs.value : 0)) / 1e6
  const timeout = timeoutUs / 1e6
  const serviceAtMost = (seconds: number) => (varies ? atMost(serviceTimeUs, seconds * 1e6) : 1)
  const meanSeconds = varies ? mean(serviceTimeUs) / 1e6 : 0
  let longest = meanSeconds
  while (serviceAtMost(longest) < 1 - 1e-6 && longest < meanSeconds * 1e5) longest *= 1.5
  const marks = [timeout, ...targetsUs.map((us) => us / 1e6 - offset)].filter((mark) => mark > 0)
  const edges = edgesUpTo(meanSeconds > 0 ? meanSeconds * FINEST_SHARE : FINEST_SECONDS, timeout + longest, marks)
  return { offset, edges, service: edges.map(serviceAtMost), timeout }
}

function edgesUpTo(finest: number, longest: number, marks: readonly number[]): Float64Array {
  const edges = new Set([0, ...marks])
  for (let edge = finest; edge < longest * RATIO && edges.size < MAX_EDGES; edge *= RATIO) edges.add(edge)
  edges.add(Math.max(longest, finest) * RATIO)
  return Float64Array.from(edges).sort()
}

/** The last edge at or below `seconds`, for seconds from 0 on. */
export function edgeBelow(edges: Float64Array, seconds: number): number {
  let low = 0
  let high = edges.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (edges[middle] <= seconds) low = middle
    else high = middle
  }
  return low
}

/** A distribution function that is known at the edges: in between on a straight line, beyond the last one 1. */
export function between(edges: Float64Array, values: Float64Array, seconds: number): number {
  if (seconds < 0) return 0
  const below = edgeBelow(edges, seconds)
  if (below === edges.length - 1) return 1
  const share = (seconds - edges[below]) / (edges[below + 1] - edges[below])
  return values[below] + (values[below + 1] - values[below]) * share
}
