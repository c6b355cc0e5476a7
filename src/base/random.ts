import seedrandom from 'seedrandom'
import { assert } from './assert.ts'
import { sha256Hex } from './digest.ts'

/** A stream of random numbers. Every entity and purpose has a stream of its own, so that adding one shifts no other. */
export interface Random {
  /** In [0, 1), 53 bits. */
  uniform(): number
  /** A whole number in 0 … n - 1. */
  int(n: number): number
}

/**
 * The stream of a path (`workload/web/arrivals`) under a seed; part of the result format, version v1.
 * Alea gets a hash because similar or short seeds start similar streams in several generators of the library.
 */
export function randomStream(seed: number, path: string): Random {
  assert(Number.isSafeInteger(seed), `the seed ${seed} is not a whole number`)
  const alea = seedrandom.alea(sha256Hex(`simcap/v1\0${seed}\0${path}`))
  return {
    uniform: () => alea.double(),
    int(n) {
      assert(Number.isSafeInteger(n) && n > 0, `no whole number below ${n}`)
      return Math.floor(alea.double() * n)
    },
  }
}
