import { expect, it } from 'vitest'
import { US_PER_HOUR } from '../../../src/base/time.ts'
import { checkRates, complaints, curveOf, jumpsOf } from '../curve-of.ts'

const OFFICE = {
  steps: [
    { at: '9h', rate: '50/s' },
    { at: '17h', rate: '5/s' },
  ],
}
const hours = (...list: number[]) => list.map((h) => h * US_PER_HOUR)

it('begins again after every period', () => {
  const document = { repeat: { every: '1d', curve: OFFICE } }
  checkRates(document, [
    ['8h', 0],
    ['9h', 50],
    ['23h', 5],
    ['1d', 0], // before the first step again
    ['1d9h', 50],
    ['100d17h', 5],
  ])
  expect(jumpsOf(curveOf(document), 0, 4)).toEqual(hours(9, 17, 24, 33))
})

it('may count from local midnight', () => {
  const document = { repeat: { every: '1d', align: 'clock', curve: OFFICE } }
  const around = { axis: { startOfDayUs: 8 * US_PER_HOUR } }
  checkRates(
    document,
    [
      ['0s', 0],
      ['1h', 50],
      ['9h', 5],
      ['16h', 0],
      ['25h', 50],
    ],
    around,
  )
  expect(jumpsOf(curveOf(document, around), 0, 4)).toEqual(hours(1, 9, 16, 25))
})

it('refuses a period that would make more jumps than a run can take', () => {
  expect(complaints({ repeat: { every: '10us', curve: '1/s' } })).toEqual([
    'repeat.every: a curve repeats every second at most',
  ])
})
