import type { Curve } from './types.ts'

/** Index of the last of the ascending `instantsUs` that is not after `atUs`; -1 when all are. */
export function lastIndexAtOrBefore(instantsUs: ArrayLike<number>, atUs: number): number {
  let low = 0
  let high = instantsUs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (instantsUs[middle] <= atUs) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The first of the ascending `instantsUs` after `atUs`; Infinity when there is none. */
export function firstAfter(instantsUs: ArrayLike<number>, atUs: number): number {
  const next = lastIndexAtOrBefore(instantsUs, atUs) + 1
  return next < instantsUs.length ? instantsUs[next] : Infinity
}

/** A rate that holds from each instant (ascending) until the next one, and is 0 before the first. */
export function stepFunction(instantsUs: ArrayLike<number>, ratesPerSecond: ArrayLike<number>): Curve {
  return {
    ratePerSecond: (atUs) => {
      const index = lastIndexAtOrBefore(instantsUs, atUs)
      return index < 0 ? 0 : ratesPerSecond[index]
    },
    continuous: false,
    nextJumpUs: (atUs) => firstAfter(instantsUs, atUs),
  }
}
