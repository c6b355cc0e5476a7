import { expect, test } from 'vitest'
import { SeasonalForecast } from '../../../../src/policies/pod-autoscaler/predictive/seasonal-forecast.ts'

/** A forecast of four looks a season, after these. */
function after(loads: readonly number[], ahead = 1): SeasonalForecast {
  const forecast = new SeasonalForecast(4)
  for (const load of loads) forecast.observe(load, ahead)
  return forecast
}

test.each([
  { loads: [1, 2, 3], ahead: 1, highest: null, because: 'a season has four' },
  { loads: [1, 2, 3, 4], ahead: 1, highest: 1, because: 'the first again' },
  { loads: [1, 2, 3, 4], ahead: 3, highest: 3, because: 'the highest of 1, 2, 3' },
  { loads: [1, 2, 3, 4, 11], ahead: 1, highest: 4, because: '2, and a fifth of the 10 more than a season ago' },
  { loads: [1, 2, 3, 4, 11, 12], ahead: 1, highest: 6.6, because: '3 + 2 + (10 − 2) / 5' },
  { loads: [9, 2, 3, 4, 0], ahead: 1, highest: 0.2, because: '2 − 9 / 5' },
  { loads: [40, 2, 3, 4, 0], ahead: 1, highest: 0, because: 'no load is below 0' },
])('$loads, $ahead ahead: $highest, $because', ({ loads, ahead, highest }) => {
  const found = after(loads).highestWithin(ahead)
  if (highest === null) expect(found).toBeNull()
  else expect(found).toBeCloseTo(highest, 12)
})

test.each([
  { loads: [1, 2, 3, 4], error: 0, because: 'nothing was foretold yet' },
  { loads: [1, 2, 3, 4, 1, 2], error: 0, because: 'all came true' },
  { loads: [1, 2, 3, 4, 11], error: 10 / 11, because: '11 instead of 1' },
  { loads: [1, 2, 3, 4, 1, 4], error: 0.4 / (0.16 + 0.8), because: '1 came true, then 4 instead of 2' },
])('$loads: off by $error, $because', ({ loads, error }) => {
  expect(after(loads).error).toBeCloseTo(error, 12)
})

test('the error is that of the forecast so far ahead', () => {
  // Two looks before the sixth, at the fourth: 2. It was 8.
  expect(after([1, 2, 3, 4, 1, 8], 2).error).toBeCloseTo(6 / 8, 12)
})
