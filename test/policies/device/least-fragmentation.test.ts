import { expect, test } from 'vitest'
import { leastFragmentation } from '../../../src/policies/device/least-fragmentation.ts'
import { given } from './rules.ts'

const wants = (milli: number) => [{ cpuMilli: 0, gpu: { count: 1, milli, slice: null, models: [] }, share: 1 }]

test.each([
  { target: 700, devices: [2], because: 'the 300 were of no use to pods of 700 anyhow' },
  { target: 300, devices: [0], because: '800 still holds a pod of 300, and so would 500: the first of equals' },
])('where pods of $target come, a share of 200 goes to $devices: $because', ({ target, devices }) => {
  expect(given(leastFragmentation, { milli: 200 }, wants(target))).toEqual(devices)
})
