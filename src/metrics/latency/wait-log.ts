import type { LatencyDistribution, LatencyRecord } from './latency-record.ts'
import { edgeBelow, type LatencyScale } from './latency-scale.ts'
import { MixedLatency } from './mixed-latency.ts'
import { ServiceAfterWait } from './service-after-wait.ts'
import { WaitMix } from './wait-mix.ts'

/** Waiting that comes from chance: who waits at all, waits for an exponential time. */
export interface ChanceWait {
  readonly probability: number
  readonly meanWhenWaiting: number
}

/** Means of the four quarters of an exponential distribution with mean 1. */
const QUARTERS = [0.136_956, 0.476_741, 1, 2.386_294] as const

/**
 * Latencies of a fluid line, from the waits of each stretch of constant rates. A stretch is exact: nothing is sampled. While a
 * backlog stands, a request waits for it, or as long as chance alone would have it wait, whichever is longer.
 */
export class WaitLog implements LatencyRecord {
  private readonly scale: LatencyScale
  private readonly bucketUs: number
  private readonly mixes: (WaitMix | undefined)[] = []
  private readonly sums: ServiceAfterWait
  /** What has been asked for since the last stretch. */
  private distributions: (LatencyDistribution | undefined)[] = []
  private all: LatencyDistribution | null = null

  constructor(scale: LatencyScale, bucketUs: number) {
    this.scale = scale
    this.bucketUs = bucketUs
    this.sums = new ServiceAfterWait(scale)
  }

  /** Requests came at `perSecond` while the wait for the backlog went from `fromSeconds` to `toSeconds` in a straight line. */
  record(
    fromUs: number,
    toUs: number,
    perSecond: number,
    backlog: { readonly fromSeconds: number; readonly toSeconds: number },
    chance: ChanceWait,
  ): void {
    if (perSecond === 0) return
    this.forget()
    const slope = (backlog.toSeconds - backlog.fromSeconds) / (toUs - fromUs)
    for (let atUs = fromUs; atUs < toUs; ) {
      const bucket = Math.floor(atUs / this.bucketUs)
      const untilUs = Math.min(toUs, (bucket + 1) * this.bucketUs)
      const requests = (perSecond * (untilUs - atUs)) / 1e6
      this.mixes[bucket] ??= new WaitMix()
      const mix = this.mixes[bucket]
      const start = backlog.fromSeconds + slope * (atUs - fromUs)
      const end = backlog.fromSeconds + slope * (untilUs - fromUs)
      if (start <= 0 && end <= 0) addChance(mix, requests, chance)
      else this.addBacklog(mix, requests, start, end, chance)
      atUs = untilUs
    }
  }

  private forget(): void {
    if (this.distributions.length > 0) this.distributions = []
    this.all = null
  }

  private addBacklog(mix: WaitMix, requests: number, start: number, end: number, chance: ChanceWait): void {
    const middle = (start + end) / 2
    const { probability, meanWhenWaiting } = chance
    const longer = probability === 0 ? 0 : requests * probability * Math.exp(-middle / meanWhenWaiting)
    this.spread(mix, requests - longer, Math.min(start, end), Math.max(start, end))
    if (longer === 0) return
    for (const quarter of QUARTERS) mix.addWithin(longer / 4, this.binOf(middle + quarter * meanWhenWaiting))
  }

  /** Waits that are spread evenly from `low` to `high`, bin by bin. */
  private spread(mix: WaitMix, requests: number, low: number, high: number): void {
    const { edges } = this.scale
    const first = this.binOf(low)
    const last = this.binOf(high)
    if (first === last) {
      mix.addWithin(requests, first)
      return
    }
    for (let bin = first; bin <= last; bin++) {
      const part = Math.min(high, edges[bin + 1]) - Math.max(low, edges[bin])
      if (part > 0) mix.addWithin((requests * part) / (high - low), bin)
    }
  }

  /** The bin that ends at or after a wait; one that is an edge but for rounding is that edge. */
  private binOf(seconds: number): number {
    const { edges } = this.scale
    const below = edgeBelow(edges, seconds * (1 - 1e-9))
    return Math.min(below, edges.length - 2)
  }

  inBucket(bucket: number): LatencyDistribution {
    this.distributions[bucket] ??= this.distributionOf(this.mixes[bucket] ?? new WaitMix())
    return this.distributions[bucket]
  }

  whole(): LatencyDistribution {
    if (this.all !== null) return this.all
    const mix = new WaitMix()
    for (const each of this.mixes) if (each !== undefined) mix.addAll(each)
    this.all = this.distributionOf(mix)
    return this.all
  }

  private distributionOf(mix: WaitMix): LatencyDistribution {
    return new MixedLatency(mix, this.scale, this.sums)
  }
}

function addChance(mix: WaitMix, requests: number, { probability, meanWhenWaiting }: ChanceWait): void {
  mix.addNotAtAll(requests * (1 - probability))
  if (probability > 0) mix.addExponential(requests * probability, meanWhenWaiting)
}
