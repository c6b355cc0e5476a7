import { expect, test } from 'vitest'
import { parseSeeds, seedsFrom } from '../../src/cli/seeds.ts'

test.each([
  [null, 7, [7]],
  ['1', 7, [7]],
  ['3', 7, [7, 8, 9]],
  ['1,2,7', 42, [1, 2, 7]],
  [' 5 , 3 ', 42, [5, 3]],
])('--seeds %j of a scenario with seed %d: %j', (text, own, seeds) => {
  expect(seedsFrom(text === null ? null : parseSeeds(text), own)).toEqual(seeds)
})

test.each([
  ['0', '0 is not between 1 and 10000'],
  ['10001', '10001 is not between 1 and 10000'],
  ['many', '"many" is not a whole number'],
  ['-3', '"-3" is not a whole number'],
  ['1.5,2', '"1.5" is not a whole number'],
  ['1,,2', 'one seed of the list is empty'],
  ['1,2,1', 'seed 1 is listed twice'],
])('--seeds %s is refused', (text, reason) => {
  expect(() => parseSeeds(text)).toThrow(`--seeds: ${reason}`)
})
