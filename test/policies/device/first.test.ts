import { expect, test } from 'vitest'
import { firstDevice } from '../../../src/policies/device/first.ts'
import { given } from './rules.ts'

test.each([
  { asks: { milli: 200 }, devices: [0] },
  { asks: { count: 1 }, devices: [0] },
])('$asks: $devices', ({ asks, devices }) => {
  expect(given(firstDevice, asks)).toEqual(devices)
})
