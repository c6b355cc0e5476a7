import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/base/parse-error.ts'
import { formatDuration, parseDuration, US_PER_DAY, US_PER_HOUR, US_PER_SECOND } from '../../src/base/time.ts'

describe('parseDuration', () => {
  test.each([
    ['0s', 0],
    ['90s', 90 * US_PER_SECOND],
    ['1h30m', 1.5 * US_PER_HOUR],
    ['1.5h', 1.5 * US_PER_HOUR],
    ['250ms', 250_000],
    ['100us', 100],
    ['100µs', 100],
    ['2d', 2 * US_PER_DAY],
    ['1w', 7 * US_PER_DAY],
    ['0.1s', 100_000], // in binary fractions 0.1 · 10⁶ need not be whole
    ['1.000001s', 1_000_001],
    ['1w2d3h4m5s6ms7us', 788_645_006_007], // 604800 + 172800 + 10800 + 240 + 5 s, 6 ms, 7 us
  ])('%s', (text, us) => {
    expect(parseDuration(text)).toBe(us)
  })

  test.each([
    ['90', '90 has no unit', 'write 90s, 90m (minutes) or 90h'],
    ['1.5', '1.5 has no unit', 'write 1.5s, 1.5m (minutes) or 1.5h'],
    ['', '"" is not a duration', 'write it like 90s, 5m, 1h30m, 250ms or 2d'],
    ['soon', '"soon" is not a duration', 'write it like 90s, 5m, 1h30m, 250ms or 2d'],
    ['5 m', '"5 m" is not a duration', 'write it like 90s, 5m, 1h30m, 250ms or 2d'],
    ['5min', '"5min" is not a duration: no unit "min"', 'units: w d h m (minutes) s ms us'],
    ['30m1h', '"30m1h" is not in order', 'write the longer unit first: 1h30m'],
    ['1h1h', '"1h1h" is not in order', 'write the longer unit first: 1h30m'],
    ['-5s', '-5s is negative', 'durations start at 0s'],
    ['1.5us', '1.5us is finer than a microsecond', 'write whole microseconds (us)'],
    ['9999999w', '9999999w is too long', 'the longest duration is 285 years'],
  ])('refuses %j', (text, message, hint) => {
    expect(() => parseDuration(text)).toThrow(new ParseError(message, hint))
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ hint }))
  })
})

describe('formatDuration', () => {
  test.each([
    [0, '0s'],
    [1, '1us'],
    [1_500, '1.5ms'],
    [250_000, '250ms'],
    [1_500_000, '1.5s'],
    [90 * US_PER_SECOND, '1m30s'],
    [12 * US_PER_HOUR, '12h'],
    [36 * US_PER_HOUR, '1d12h'],
    [14 * US_PER_DAY, '14d'],
    [US_PER_HOUR + 1, '1h1us'],
    [US_PER_HOUR + 1_500, '1h1.5ms'],
    [-US_PER_HOUR, '-1h'],
  ])('%d us', (us, text) => {
    expect(formatDuration(us)).toBe(text)
  })

  test('reads back as the same duration', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (us) => parseDuration(formatDuration(us)) === us))
  })

  test('is for whole microseconds', () => {
    expect(() => formatDuration(0.5)).toThrow('bug: 0.5 us is not a whole number')
  })
})
