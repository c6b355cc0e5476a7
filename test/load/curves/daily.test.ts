import { expect, it } from 'vitest'
import { US_PER_DAY, US_PER_HOUR } from '../../../src/base/time.ts'
import { checkRates, complaints, curveOf } from '../curve-of.ts'

const EVENING = { daily: { mean: '1200/s', amplitude: '40%', peakAt: '21:00' } }

it('peaks at its hour, on a day that starts at 00:00', () => {
  checkRates(EVENING, [
    ['21h', 1680], // 1200 × 1.4
    ['9h', 720], // 1200 × 0.6
    ['15h', 1200], // a quarter of a day before the peak
    ['1d', 1200 * (1 + 0.4 * Math.SQRT1_2)], // an eighth of a day after the peak
    ['300d21h', 1680],
  ])
})

it('honours the local time at which the scenario starts', () => {
  checkRates(
    EVENING,
    [
      ['3h', 1680],
      ['15h', 720],
    ],
    { axis: { startOfDayUs: 18 * US_PER_HOUR } },
  )
})

it('is its mean on average: the quadrature of a whole period', () => {
  const curve = curveOf(EVENING)
  const steps = 24 * 60
  let total = 0
  for (let i = 0; i < steps; i++) total += curve.ratePerSecond(((i + 0.5) * US_PER_DAY) / steps)
  expect((total / steps) * 86_400).toBeCloseTo(1200 * 86_400, 3)
})

it.each([
  [{ daily: { mean: '1/s', amplitude: '140%', peakAt: '21:00' } }, 'daily.amplitude: '],
  [{ daily: { mean: '1/s', amplitude: '40%', peakAt: '25:00' } }, 'daily.peakAt: "25:00" is not a time of day'],
  [{ daily: { mean: '1/s', amplitude: '40%' } }, 'daily.peakAt: '],
])('%j is refused', (document, complaint) => {
  expect(complaints(document)[0]).toContain(complaint)
})
