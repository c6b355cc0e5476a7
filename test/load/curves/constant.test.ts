import { expect, it } from 'vitest'
import { complaints, curveOf } from '../curve-of.ts'

it.each([
  ['100/s', 100],
  ['90/min', 90 / 60],
  [{ constant: '3/h' }, 3 / 3600],
])('%j is %d per second all the time', (document, rate) => {
  const curve = curveOf(document)
  expect(curve.ratePerSecond(0)).toBe(rate)
  expect(curve.ratePerSecond(1e12)).toBe(rate)
  expect(curve.nextJumpUs(0)).toBe(Infinity)
})

it.each([
  [100, ': 100 has no unit'],
  ['-3/s', ': -3/s is negative'],
  [{ constant: '5 apples' }, 'constant: "5 apples" is not a rate'],
])('%j is refused', (document, complaint) => {
  expect(complaints(document)).toEqual([complaint])
})
