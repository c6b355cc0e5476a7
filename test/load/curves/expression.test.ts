import { expect, it } from 'vitest'
import { US_PER_HOUR } from '../../../src/base/time.ts'
import { checkRates, complaints } from '../curve-of.ts'

it.each([
  ['t / 60', '2h', 120],
  ['100 + 50 * sin(2 * pi * t / 86400)', '6h', 150],
  ['hour', '7h30m', 1.5], // 18:00 + 7.5 h
  ['day', '5h59m59s', 0],
  ['day', '6h', 1], // midnight
  ['hour >= 20 ? 300 : 10', '1h', 10],
  ['hour >= 20 ? 300 : 10', '2h', 300],
])('%s at %s from 18:00 is %d', (formula, at, rate) => {
  checkRates({ expression: formula }, [[at, rate]], { axis: { startOfDayUs: 18 * US_PER_HOUR } })
})

it('names the variables that there are', () => {
  expect(complaints({ expression: 'weather * 2' })[0]).toContain('expression: ')
})
