import { expect, it } from 'vitest'
import { US_PER_MINUTE } from '../../../src/base/time.ts'
import { checkRates, complaints, curveOf, jumpsOf } from '../curve-of.ts'

const LAYERS = {
  sum: [
    '3/s',
    { steps: [{ at: '1m', rate: '5/s' }] },
    { sum: [{ spike: { at: '2m', height: '7/s', plateau: '1m' } }] },
  ],
}

it('adds its parts and jumps where any of them does', () => {
  checkRates(LAYERS, [
    ['0s', 3],
    ['1m', 8],
    ['2m', 15],
    ['3m', 8],
  ])
  expect(jumpsOf(curveOf(LAYERS), 0, 5)).toEqual([1, 2, 3].map((m) => m * US_PER_MINUTE).concat(Infinity))
  expect(curveOf(LAYERS).continuous).toBe(false)
  expect(curveOf({ sum: ['1/s', { expression: 't' }] }).continuous).toBe(true)
})

it('says where in it a mistake is', () => {
  expect(complaints({ sum: ['1/s', { scale: { curve: { sum: ['2'] }, by: 1 } }] })).toEqual([
    'sum.1.scale.curve.sum.0: 2 has no unit',
  ])
  expect(complaints({ sum: ['1/s', { csv: { file: 'none.csv' } }] })).toEqual(['sum.1.csv: no file none.csv'])
  expect(complaints({ sum: [] })).toHaveLength(1)
})
