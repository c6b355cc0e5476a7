import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../base/time.ts'

/** As many points as a chart can show; more would only make results larger. */
const MAX_BUCKETS = 720

const WIDTHS_US = [
  ...[1, 5, 10, 15, 30].map((n) => n * US_PER_SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * US_PER_MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * US_PER_HOUR),
  ...[1, 2, 7, 14, 28].map((n) => n * US_PER_DAY),
]

/** The buckets into which a run's time is cut: of the width that is asked for, else of a round one, at most `MAX_BUCKETS` of them; the last may be cut short by the end. */
export function timeAxis(
  durationUs: number,
  askedUs: number | null = null,
): { readonly bucketUs: number; readonly buckets: number } {
  const fitting = askedUs ?? WIDTHS_US.find((width) => durationUs <= width * MAX_BUCKETS)
  const bucketUs = fitting ?? Math.ceil(durationUs / MAX_BUCKETS / US_PER_DAY) * US_PER_DAY
  return { bucketUs, buckets: Math.ceil(durationUs / bucketUs) }
}
