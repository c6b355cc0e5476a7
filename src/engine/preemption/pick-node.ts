import { earliestStartUs } from './importance.ts'
import type { Candidate } from './victims.ts'

/** Shifts priorities (int32) so that more victims never make a smaller sum. */
const PRIORITY_SHIFT = 2_147_483_648

/** What the steps want least of, one after the other. */
const COSTS: readonly ((candidate: Candidate) => number)[] = [
  ({ budgetViolations }) => budgetViolations,
  ({ victims }) => victims[0].priority,
  ({ victims }) => victims.reduce((sum, { priority }) => sum + priority + PRIORITY_SHIFT, 0),
  ({ victims }) => victims.length,
  ({ victims }) => -earliestStartUs(victims),
]

/** kube-scheduler's pickOneNodeForPreemption: each step keeps the cheapest; of equals the first. Null: there are none. */
export function pickNode(candidates: readonly Candidate[]): Candidate | null {
  let left = candidates
  for (const cost of COSTS) {
    if (left.length < 2) break
    const costs = left.map(cost)
    const least = Math.min(...costs)
    left = left.filter((_, i) => costs[i] === least)
  }
  return left.length === 0 ? null : left[0]
}
