import { expect, it } from 'vitest'
import { US_PER_DAY, US_PER_MINUTE, US_PER_SECOND } from '../../../src/base/time.ts'
import { checkRates, complaints, curveOf, jumpsOf } from '../curve-of.ts'

const STRAIGHT = { spike: { at: '1h', height: '6000/s', ramp: '5m', plateau: '30m', decay: '2h' } }
const HALVING = { spike: { at: '1h', height: '6000/s', ramp: '5m', plateau: '30m', halfLife: '20m' } }

it('rises in a straight line, stays, and falls in a straight line', () => {
  checkRates(STRAIGHT, [
    ['59m', 0],
    ['1h', 0],
    ['1h1m', 1200], // 6000 × 1/5
    ['1h5m', 6000],
    ['1h34m', 6000],
    ['1h35m', 6000],
    ['2h35m', 3000], // half of the decay
    ['3h35m', 0],
    ['2d', 0],
  ])
  const corners = [60, 65, 95, 215].map((minutes) => minutes * US_PER_MINUTE)
  expect(jumpsOf(curveOf(STRAIGHT), 0, 9)).toEqual([...corners, Infinity])
})

it('halves in every half-life instead', () => {
  checkRates(HALVING, [
    ['1h35m', 6000],
    ['1h55m', 3000],
    ['2h15m', 1500],
    ['2h35m', 750],
  ])
})

it('jumps where it has neither a rise nor a fall', () => {
  const curve = curveOf({ spike: { at: '1m', height: '10/s', plateau: '1m' } })
  expect([59, 60, 119, 120].map((s) => curve.ratePerSecond(s * US_PER_SECOND))).toEqual([0, 10, 10, 0])
  expect(curve.continuous).toBe(false)
})

it('may stand on the calendar', () => {
  const document = { spike: { at: '2026-11-11T00:00:00+08:00', height: '10/s', plateau: '1m' } }
  const start = Date.UTC(2026, 10, 10, 10) // 18:00 in +08:00, six hours before
  checkRates(
    document,
    [
      ['5h59m', 0],
      ['6h', 10],
      ['6h1m', 0],
    ],
    { axis: { startEpochMs: start } },
  )
  expect(complaints(document)).toEqual(['spike: the scenario names no start, so at has no place on its time axis'])
})

/** Midpoint rule over a day in steps of a tenth of a second. */
function area(document: unknown): number {
  const curve = curveOf(document)
  const stepUs = US_PER_SECOND / 10
  let total = 0
  for (let at = stepUs / 2; at < US_PER_DAY; at += stepUs) total += curve.ratePerSecond(at)
  return total / 10
}

it.each([
  // a triangle of 300 s, a rectangle of 1800 s, a triangle of 7200 s
  ['straight', STRAIGHT, 6000 * (300 / 2 + 1800 + 7200 / 2)],
  // the tail is height × halfLife / ln 2 × (1 − 2^(−n)), n half-lives from 1h35m to 24h
  [
    'halving',
    HALVING,
    6000 * (300 / 2 + 1800 + (1200 / Math.LN2) * (1 - Math.exp((-Math.LN2 * (86_400 - 5700)) / 1200))),
  ],
])('has the area of its closed form: %s', (_, document, expected) => {
  expect(Math.abs(area(document) / expected - 1)).toBeLessThan(1e-8)
})

it.each([
  [
    { spike: { at: '1h', height: '1/s', decay: '1h', halfLife: '1h' } },
    'spike.halfLife: a spike falls in one way only',
  ],
  [{ spike: { at: '1h', height: '1/s', halfLife: '0s' } }, 'spike.halfLife: a half-life of 0s has no meaning'],
  [{ spike: { at: 'tomorrow', height: '1/s' } }, 'spike.at: "tomorrow" is not a duration'],
  [{ spike: { at: '2026-11-11T00:00:00', height: '1/s' } }, 'spike.at: 2026-11-11T00:00:00 has no time zone'],
])('%j is refused', (document, complaint) => {
  expect(complaints(document)[0]).toContain(complaint)
})
