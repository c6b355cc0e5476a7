import type { Candidates } from './placement/types.ts'

/**
 * kube-scheduler's DefaultNormalizeScore (plugins/helper/normalize_score.go), `highest` being the highest raw score of all
 * feasible nodes: 100 × raw div highest, or that taken from 100 when little is good. Without any raw score above 0 all are equal.
 */
export function addNormalised(
  { size, feasible }: Candidates,
  raw: (candidate: number) => number,
  reverse: boolean,
  weight: number,
  totals: Float64Array,
): void {
  let highest = 0
  for (let i = 0; i < size; i++) if (feasible[i] > 0) highest = Math.max(highest, raw(i))
  if (highest === 0 && !reverse) return
  for (let i = 0; i < size; i++) {
    if (feasible[i] === 0) continue
    const score = highest === 0 ? 0 : Math.floor((100 * raw(i)) / highest)
    totals[i] += weight * (reverse ? 100 - score : score)
  }
}
