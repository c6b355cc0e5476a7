import { expect, test } from 'vitest'
import { randomStream } from '../../../src/base/random.ts'
import { randomDevices } from '../../../src/devices/device-choice.ts'
import { randomDevice } from '../../../src/policies/device/random.ts'
import { given } from './rules.ts'

test('any of those with room, each about equally often', () => {
  const random = randomStream(7, 'test/random-devices')
  const free = Int32Array.of(1000, 700, 300, 700)
  const times = new Map<number, number>()
  for (let i = 0; i < 3000; i++) {
    const devices = randomDevices(free, 0, 4, { count: 1, milli: 500 }, random)
    times.set(devices, (times.get(devices) ?? 0) + 1)
  }
  // 1000 each, ± 4 standard deviations of √(3000 × 1/3 × 2/3) = 25.8
  expect(new Set(times.keys())).toEqual(new Set([1, 2, 8]))
  for (const each of times.values()) expect(Math.abs(each - 1000)).toBeLessThan(104)
})

test('whole devices are the first that are free', () => {
  expect(given(randomDevice, { count: 1 })).toEqual([0])
})
