import { expect, test } from 'vitest'
import { parseDuration } from '../../src/base/time.ts'
import { timeAxis } from '../../src/metrics/time-axis.ts'

test.each([
  { duration: '1us', bucket: '1s', buckets: 1, because: 'the narrowest bucket' },
  { duration: '90s', bucket: '1s', buckets: 90, because: '90 ≤ 720' },
  { duration: '12m', bucket: '1s', buckets: 720, because: '720 ≤ 720' },
  { duration: '12m1s', bucket: '5s', buckets: 145, because: '721 s / 5 s = 144.2' },
  { duration: '1h', bucket: '5s', buckets: 720, because: '3600 / 5' },
  { duration: '12h', bucket: '1m', buckets: 720, because: '720 minutes' },
  { duration: '24h', bucket: '2m', buckets: 720, because: '1440 / 2' },
  { duration: '14d', bucket: '30m', buckets: 672, because: '336 h × 2' },
  { duration: '365d', bucket: '1d', buckets: 365, because: '365 > 720 / 2 half days' },
  { duration: '60000d', bucket: '84d', buckets: 715, because: '⌈60000 / 720⌉ = 84 days; 60000 / 84 = 714.3' },
])('$duration is cut into $buckets buckets of $bucket: $because', ({ duration, bucket, buckets }) => {
  expect(timeAxis(parseDuration(duration))).toEqual({ bucketUs: parseDuration(bucket), buckets })
})

test('a width that is asked for is taken as it is', () => {
  const [day, width] = [parseDuration('24h'), parseDuration('15s')]
  expect(timeAxis(day, width)).toEqual({ bucketUs: width, buckets: 5760 }) // 86,400 / 15
})

test('there are never more than 720, and they cover the run', () => {
  for (let durationUs = 1; durationUs < 1e16; durationUs = Math.ceil(durationUs * 1.37)) {
    const { bucketUs, buckets } = timeAxis(durationUs)
    expect(buckets).toBeLessThanOrEqual(720)
    expect(buckets * bucketUs).toBeGreaterThanOrEqual(durationUs)
    expect((buckets - 1) * bucketUs).toBeLessThan(durationUs)
  }
})
