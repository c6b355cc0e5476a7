import { randomStream } from '../base/random.ts'
import type { Interval } from './interval.ts'

const RESAMPLES = 2000
/** The 2.5th and the 97.5th percentile. */
const TAIL = 0.025

/**
 * Percentile bootstrap interval of the mean (Efron and Tibshirani 1993, chapter 13); null for fewer than two values.
 * The draws come from a stream of their own with a fixed seed and are the same for every list of the same length.
 */
export function bootstrapInterval(values: readonly number[]): Interval | null {
  const count = values.length
  if (count < 2) return null
  const draws = drawsFor(count)
  const means = new Float64Array(RESAMPLES)
  for (let r = 0, at = 0; r < RESAMPLES; r++) {
    let sum = 0
    for (let i = 0; i < count; i++) sum += values[draws[at++]]
    means[r] = sum / count
  }
  means.sort()
  return { low: means[RESAMPLES * TAIL], high: means[RESAMPLES * (1 - TAIL) - 1] }
}

let latest = new Uint16Array(0)

/** Which values every resample is made of. A comparison asks for the same length again and again, so the last is kept. */
function drawsFor(count: number): Uint16Array {
  if (latest.length !== RESAMPLES * count) {
    const random = randomStream(0, `statistics/bootstrap/${count}`)
    latest = Uint16Array.from({ length: RESAMPLES * count }, () => random.int(count))
  }
  return latest
}
