import { expect, test } from 'vitest'
import { Durations } from '../../src/metrics/durations.ts'

function durations(seconds: readonly number[]): Durations {
  const all = new Durations()
  for (const each of seconds) all.record(each * 1e6)
  return all
}

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => n - i)

/** Nearest rank: the smallest value that at least the share of all stay within, the ⌈share × n⌉-th. */
test.each([
  { of: [7], share: 0.5, seconds: 7, because: '⌈0.5⌉ = 1st of 1' },
  { of: [7], share: 0, seconds: 7, because: 'at least the 1st' },
  { of: [30, 10, 20], share: 0.5, seconds: 20, because: '⌈1.5⌉ = 2nd of 3' },
  { of: [40, 10, 30, 20], share: 0.5, seconds: 20, because: '⌈2⌉ = 2nd of 4' },
  { of: [40, 10, 30, 20], share: 0.51, seconds: 30, because: '⌈2.04⌉ = 3rd of 4' },
  { of: [40, 10, 30, 20], share: 1, seconds: 40, because: '4th of 4' },
  { of: oneTo(20), share: 0.95, seconds: 19, because: '⌈19⌉ = 19th of 20' },
  { of: oneTo(21), share: 0.95, seconds: 20, because: '⌈19.95⌉ = 20th of 21' },
  { of: oneTo(1000), share: 0.95, seconds: 950, because: '950th of 1000' },
  { of: oneTo(1000), share: 0.999, seconds: 999, because: '999th of 1000' },
])('$share of $of.length durations stay within $seconds s: $because', ({ of, share, seconds }) => {
  expect(durations(of).quantileSeconds(share)).toBe(seconds)
})

test.each([20, 40, 60, 180, 360, 7777])('the 95th percentile of 1 … %d is the rank in whole numbers', (n) => {
  expect(durations(oneTo(n)).quantileSeconds(0.95)).toBe(Math.floor((95 * n + 99) / 100))
})

test('a percentile in between does not disturb what comes after', () => {
  const all = durations([30, 10])
  expect(all.quantileSeconds(1)).toBe(30)
  all.record(20e6)
  all.record(5e6)
  expect([0.25, 0.5, 0.75, 1].map((share) => all.quantileSeconds(share))).toEqual([5, 10, 20, 30])
  expect(all.meanSeconds()).toBe(65 / 4)
})

test('of nothing there is neither mean nor percentile', () => {
  expect(durations([]).meanSeconds()).toBeNull()
  expect(durations([]).quantileSeconds(0.5)).toBeNull()
})
