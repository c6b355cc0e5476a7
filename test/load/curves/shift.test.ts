import { expect, it } from 'vitest'
import { US_PER_MINUTE } from '../../../src/base/time.ts'
import { checkRates, complaints, curveOf, jumpsOf } from '../curve-of.ts'

const STEPS = {
  steps: [
    { at: '10m', rate: '5/s' },
    { at: '20m', rate: '1/s' },
  ],
}

it('moves a curve to a later time, and its jumps with it', () => {
  const later = { shift: { curve: STEPS, later: '5m' } }
  checkRates(later, [
    ['14m', 0], // what was before minute 10
    ['15m', 5],
    ['25m', 1],
  ])
  expect(jumpsOf(curveOf(later), 0, 2)).toEqual([15 * US_PER_MINUTE, 25 * US_PER_MINUTE])
})

it('moves a curve to an earlier time', () => {
  checkRates({ shift: { curve: STEPS, earlier: '15m' } }, [
    ['0s', 5],
    ['5m', 1],
  ])
})

it('knows what periodic curves were before the start', () => {
  const daily = { daily: { mean: '10/s', amplitude: '50%', peakAt: '12:00' } }
  checkRates({ shift: { curve: daily, later: '9h' } }, [
    ['21h', 15],
    ['9h', 5],
    ['3h', 10], // 3:00 − 9 h is 18:00 on the day before
  ])
  checkRates({ shift: { curve: { repeat: { every: '1h', curve: STEPS } }, later: '45m' } }, [['0s', 5]]) // 15 minutes into the hour before
  checkRates({ shift: { curve: { expression: 'hour' }, later: '1h' } }, [['0s', 23]])
})

it('goes in one direction', () => {
  const says = ['shift: a curve moves in one direction']
  expect(complaints({ shift: { curve: '1/s' } })).toEqual(says)
  expect(complaints({ shift: { curve: '1/s', later: '1h', earlier: '1h' } })).toEqual(says)
})
