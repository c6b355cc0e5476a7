import { assert } from '../../base/assert.ts'

/** How fast a number of requests grows and shrinks by one, by that number. */
export interface BirthDeath {
  readonly birth: (count: number) => number
  readonly death: (count: number) => number
  /** The largest number; Infinity: the states are followed until they have faded. */
  readonly last: number
}

/** Probability of each number in the long run: p(n + 1) = p(n) · birth(n) / death(n + 1), made to add up to 1. */
export function stationary({ birth, death, last }: BirthDeath): number[] {
  const weights = [1]
  let sum = 1
  for (let count = 0; count < last; count++) {
    const ratio = birth(count) / death(count + 1)
    const weight = weights[count] * ratio
    weights.push(weight)
    sum += weight
    if (sum > 1e250) {
      weights.forEach((known, i) => {
        weights[i] = known / sum
      })
      sum = 1
    }
    if (last === Infinity && ratio < 1 && weight / (1 - ratio) < sum * 1e-18) break
  }
  assert(sum < Infinity, 'the states of a birth-death process do not fade')
  return weights.map((weight) => weight / sum)
}

/** Means over the states when up to `servers` are served at a time. */
export function meanLevels(probabilities: readonly number[], servers: number) {
  let waiting = 0
  let busy = 0
  probabilities.forEach((probability, count) => {
    waiting += probability * Math.max(0, count - servers)
    busy += probability * Math.min(count, servers)
  })
  return { waiting, busy, inSystem: waiting + busy }
}
