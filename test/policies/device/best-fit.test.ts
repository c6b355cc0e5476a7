import { expect, test } from 'vitest'
import { bestFitDevice } from '../../../src/policies/device/best-fit.ts'
import { given } from './rules.ts'

test.each([
  { asks: { milli: 200 }, devices: [2], because: '300 is the least that holds 200' },
  { asks: { milli: 500 }, devices: [1], because: 'of two with 700 the first' },
  { asks: { count: 1 }, devices: [0], because: 'only one is whole' },
  { asks: { slice: 'quarter' }, devices: [2], because: '300 holds 250' },
])('$asks: $devices, $because', ({ asks, devices }) => {
  expect(given(bestFitDevice, asks)).toEqual(devices)
})
