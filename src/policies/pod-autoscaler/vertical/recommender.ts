import { DecayingHistogram } from './decaying-histogram.ts'

const DAY_US = 86_400e6

/** As VPA's recommender has them by default. */
const TARGET = 0.9
const LOWER = 0.5
const UPPER = 0.95
const SAMPLES_PER_DAY = 1440

/** What a pod should request of one resource: to the left of `lower` it is starved, to the right of `upper` it wastes. */
export interface Recommendation {
  readonly target: number
  readonly lower: number
  readonly upper: number
}

/** Keeps what was seen to be used of a resource. */
interface Estimator {
  /** One look at so many pods that use so much each. */
  observe(used: number, pods: number, nowUs: number): void
  /** 0: nothing has been seen. */
  percentile(share: number): number
}

/** CPU: every sample counts; a pod that gets too little of it is slowed down. Milli-CPU, from 10 m up to 1,000 cores. */
export class CpuEstimator implements Estimator {
  private readonly samples = new DecayingHistogram(10, 1e6)

  observe(used: number, pods: number, nowUs: number): void {
    this.samples.add(used, pods, nowUs)
  }

  percentile(share: number): number {
    return this.samples.percentile(share)
  }
}

/** Memory: of every day the peak, because a pod that gets too little of it is killed. Bytes, from 10 MB up to 1 TB. */
export class MemoryEstimator implements Estimator {
  private readonly days = new DecayingHistogram(1e7, 1e12)
  private peak: number | null = null
  private dayEndsUs = 0

  observe(used: number, _pods: number, nowUs: number): void {
    if (this.peak !== null && nowUs >= this.dayEndsUs) {
      this.days.add(this.peak, 1, nowUs)
      this.peak = null
    }
    if (this.peak === null) this.dayEndsUs = nowUs + DAY_US
    this.peak = Math.max(this.peak ?? 0, used)
  }

  percentile(share: number): number {
    return this.days.percentile(share, this.peak)
  }
}

/**
 * Percentiles with a margin. The less has been seen, the wider the bounds: with c days of history × (1 + 1 / c) above and
 * × (1 + 0.001 / c)⁻² below (VPA, pkg/recommender/logic/estimator.go and recommender.go). Null: nothing has been seen.
 */
export function recommend(
  estimator: Estimator,
  {
    margin,
    min,
    max,
    unit,
  }: { readonly margin: number; readonly min: number; readonly max: number; readonly unit: number },
  seen: { readonly spanUs: number; readonly samples: number },
): Recommendation | null {
  if (seen.samples === 0) return null
  const perDay = Math.max(DAY_US / seen.spanUs, SAMPLES_PER_DAY / seen.samples)
  const shrink = 1 + 0.001 * perDay
  const bounded = (amount: number) => Math.min(max, Math.max(min, Math.ceil(amount / unit) * unit))
  const at = (share: number) => estimator.percentile(share) * (1 + margin)
  return {
    target: bounded(at(TARGET)),
    lower: bounded(at(LOWER) / (shrink * shrink)),
    upper: bounded(at(UPPER) * (1 + perDay)),
  }
}
