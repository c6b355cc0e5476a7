import { expect, it } from 'vitest'
import { checkRates, complaints } from '../curve-of.ts'

it('holds a curve between two rates', () => {
  const curve = { expression: 't - 10' }
  const rows = (...rates: number[]) => rates.map((rate, i) => [`${i * 10}s`, rate] as const)
  checkRates({ clip: { curve, min: '0/s', max: '15/s' } }, rows(0, 0, 10, 15)) // −10, 0, 10, 20
  checkRates({ clip: { curve, min: '5/s' } }, rows(5, 5, 10, 20))
  checkRates({ clip: { curve, max: '5/s' } }, rows(-10, 0, 5, 5))
})

it('refuses bounds that exclude each other', () => {
  expect(complaints({ clip: { curve: '1/s', min: '5/s', max: '4/s' } })).toEqual(['clip.min: min is above max'])
})
