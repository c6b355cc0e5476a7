import { expect, it } from 'vitest'
import { US_PER_HOUR } from '../../../src/base/time.ts'
import { checkRates, complaints, curveOf, jumpsOf } from '../curve-of.ts'

const OFFICE = {
  steps: [
    { at: '1h', rate: '10/s' },
    { at: '2h', rate: '40/s' },
  ],
}

it('holds each rate until the next step and is 0 before the first', () => {
  checkRates(OFFICE, [
    ['0s', 0],
    ['59m', 0],
    ['1h', 10],
    ['1h59m59s', 10],
    ['2h', 40],
    ['30d', 40],
  ])
  expect(jumpsOf(curveOf(OFFICE), 0, 5)).toEqual([US_PER_HOUR, 2 * US_PER_HOUR, Infinity])
})

it.each([
  [{ steps: [] }, 'steps: '],
  [
    {
      steps: [
        { at: '1h', rate: '1/s' },
        { at: '1h', rate: '2/s' },
      ],
    },
    'steps.1.at: a step must come after the step before it',
  ],
  [{ steps: [{ at: 5, rate: '1/s' }] }, 'steps.0.at: 5 has no unit'],
])('%j is refused', (document, complaint) => {
  expect(complaints(document)[0]).toContain(complaint)
})
