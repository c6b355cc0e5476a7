import { estimate } from './estimate.ts'
import { tQuantile } from './student-t.ts'

/**
 * How many values it takes until the 95 % interval of their mean is at most `halfWidth` to either side, judged by the spread of
 * those that are there (Law, Simulation Modeling and Analysis, §9.4.1); `most` when that many would not do.
 */
export function seedsNeeded(values: readonly number[], halfWidth: number, most: number): number {
  const { count, interval } = estimate(values)
  if (interval === null) return Math.min(2, most)
  const now = (interval.high - interval.low) / 2
  if (now <= halfWidth) return count
  const deviation = (now / tQuantile(0.975, count - 1)) * Math.sqrt(count)
  for (let n = count + 1; n < most; n++) {
    if ((tQuantile(0.975, n - 1) * deviation) / Math.sqrt(n) <= halfWidth) return n
  }
  return most
}
