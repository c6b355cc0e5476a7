import type { Curve } from '../../src/load/types.ts'
import { SECOND } from './amounts.ts'

/** Constant between jumps at seconds; 0 before the first. */
export function steps(list: readonly (readonly [second: number, rate: number])[]): Curve {
  return {
    ratePerSecond: (atUs) => list.findLast(([second]) => second * SECOND <= atUs)?.[1] ?? 0,
    continuous: false,
    nextJumpUs: (atUs) => (list.find(([second]) => second * SECOND > atUs)?.[0] ?? Infinity) * SECOND,
  }
}

/** A rate that changes all the time, of seconds. */
export function smooth(rate: (second: number) => number, jumpSecond = Infinity): Curve {
  return {
    ratePerSecond: (atUs) => rate(atUs / SECOND),
    continuous: true,
    nextJumpUs: (atUs) => (atUs < jumpSecond * SECOND ? jumpSecond * SECOND : Infinity),
  }
}
