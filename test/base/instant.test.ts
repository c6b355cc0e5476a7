import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatTimeOfDay, parseInstant, parseTimeOfDay } from '../../src/base/instant.ts'
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../../src/base/time.ts'

describe('parseInstant', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0, 0],
    ['1970-01-01T08:00:00+08:00', 0, 480],
    ['1969-12-31T18:30-05:30', 0, -330],
    ['1970-01-01T00:00:00.250Z', 250, 0],
    ['2024-02-29T00:00Z', 1_709_164_800_000, 0], // 19782 days since 1970
  ])('%s', (text, epochMs, offsetMinutes) => {
    expect(parseInstant(text)).toEqual({ text, epochMs, offsetMinutes })
  })

  test.each([
    ['2026-11-10T18:00', 'write 2026-11-10T18:00Z (UTC) or 2026-11-10T18:00+08:00'],
    ['2026-11-10', 'write it like 2026-11-10T18:00:00+08:00'],
    ['2026-02-29T00:00Z', 'write a date and a time that exist'],
    ['2026-13-01T00:00Z', 'write a date and a time that exist'],
    ['2026-11-10T24:00Z', 'write a date and a time that exist'],
    ['2026-11-10T23:59:60Z', 'write a date and a time that exist'],
    ['2026-11-10T18:00+15:00', 'zones go from -14:00 to +14:00'],
  ])('refuses %s', (text, hint) => {
    expect(() => parseInstant(text)).toThrow(expect.objectContaining({ hint }))
  })
})

describe('time of day', () => {
  test.each([
    ['00:00', 0],
    ['21:00', 21 * US_PER_HOUR],
    ['06:30:15', 6 * US_PER_HOUR + 30 * US_PER_MINUTE + 15 * US_PER_SECOND],
  ])('%s', (text, us) => {
    expect(parseTimeOfDay(text)).toBe(us)
    expect(formatTimeOfDay(us)).toBe(text)
  })

  test.each(['24:00', '7:00', '12:60', '12:00:60', 'noon', '1260'])('refuses %s', (text) => {
    expect(() => parseTimeOfDay(text)).toThrow(`"${text}" is not a time of day`)
  })

  test('is written with the day taken off', () => {
    expect(formatTimeOfDay(25 * US_PER_HOUR)).toBe('01:00')
    expect(formatTimeOfDay(-US_PER_HOUR)).toBe('23:00')
  })

  test('of every second reads back', () => {
    const seconds = fc.integer({ min: 0, max: US_PER_DAY / US_PER_SECOND - 1 })
    fc.assert(fc.property(seconds, (s) => parseTimeOfDay(formatTimeOfDay(s * US_PER_SECOND)) === s * US_PER_SECOND))
  })
})
