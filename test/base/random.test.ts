import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/base/random.ts'

function draws(seed: number, path: string, count: number): number[] {
  const random = randomStream(seed, path)
  return Array.from({ length: count }, () => random.uniform())
}

/** Pearson's statistic of numbers in [0, 1) over equal bins: about bins - 1, give or take √(2 (bins - 1)). */
function chiSquare(numbers: readonly number[], bins: number): number {
  const counts = Array.from({ length: bins }, () => 0)
  for (const number of numbers) counts[Math.floor(number * bins)]! += 1
  const expected = numbers.length / bins
  return counts.reduce((sum, count) => sum + ((count - expected) * (count - expected)) / expected, 0)
}

/** Above this lies one chi-square value of 255 degrees of freedom in a thousand. */
const CHI_SQUARE_255 = 330.5

describe('randomStream', () => {
  test('gives the same numbers for the same seed and path, today and after every change of the code', () => {
    expect(draws(42, 'workload/web/arrivals', 3)).toEqual(draws(42, 'workload/web/arrivals', 3))
    expect(draws(42, 'workload/web/arrivals', 2)).toMatchInlineSnapshot(`
      [
        0.22565912779881547,
        0.9260697032865455,
      ]
    `)
  })

  test('gives other numbers for another seed, and for paths that only repeat a digit', () => {
    const streams = [draws(42, 'a', 4), draws(43, 'a', 4), draws(42, 'b', 4), draws(4, '2a', 4)]
    for (const path of ['1', '11', '111', '1111']) streams.push(draws(1, path, 4))
    expect(new Set(streams.map(String)).size).toBe(streams.length)
  })

  test('starts streams of neighbouring names evenly', () => {
    const first = Array.from({ length: 25_600 }, (_, i) => draws(7, `rep/${i}`, 1)[0]!)
    expect(new Set(first).size).toBe(first.length)
    expect(chiSquare(first, 256)).toBeLessThan(CHI_SQUARE_255)
  })

  test('starts streams of neighbouring seeds evenly', () => {
    const first = Array.from({ length: 25_600 }, (_, seed) => draws(seed, 'x', 1)[0]!)
    expect(chiSquare(first, 256)).toBeLessThan(CHI_SQUARE_255)
  })

  test('runs on evenly, each number without regard to the last', () => {
    const numbers = draws(7, 'long', 100_000)
    expect(chiSquare(numbers, 256)).toBeLessThan(CHI_SQUARE_255)
    const lagged = numbers.slice(1).reduce((sum, number, i) => sum + (number - 0.5) * (numbers[i]! - 0.5), 0)
    // Correlation = mean product / variance (1/12); its standard error is 1/√n = 0.0032.
    expect(Math.abs((12 * lagged) / numbers.length)).toBeLessThan(4 * 0.0032)
  })

  test('has 53 bits', () => {
    const numbers = draws(7, 'bits', 1_000)
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
    expect(numbers.some((number) => (number * 4_294_967_296) % 1 !== 0)).toBe(true)
  })

  test('int(n) gives every whole number below n equally often', () => {
    const random = randomStream(7, 'die')
    const numbers = Array.from({ length: 25_600 }, () => random.int(256))
    expect(numbers.every(Number.isInteger)).toBe(true)
    expect(
      chiSquare(
        numbers.map((number) => (number + 0.5) / 256),
        256,
      ),
    ).toBeLessThan(CHI_SQUARE_255)
    expect(random.int(1)).toBe(0)
  })

  test.each([0, -1, 1.5, Number.NaN])('int(%d) is a bug of the caller', (n) => {
    expect(() => randomStream(7, 'x').int(n)).toThrow('bug: ')
  })

  test('wants a whole seed', () => {
    expect(() => randomStream(0.5, 'x')).toThrow('bug: the seed 0.5 is not a whole number')
  })
})
