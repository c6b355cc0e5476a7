import { assert } from '../base/assert.ts'
import type { CandidateFilter, Candidates, Rejection } from './placement/types.ts'

interface Judgement {
  readonly slots: readonly number[]
  readonly needsEveryNode?: boolean
  /** Takes stock of all candidates. */
  readonly measure: (candidates: Candidates) => void
  /** Why a candidate does not pass, by what was measured; null: it passes. */
  readonly rejection: (candidates: Candidates, candidate: number) => Rejection | null
}

/** A filter that takes stock of all candidates and then judges one after the other. */
export function candidateFilter({ slots, needsEveryNode = false, measure, rejection }: Judgement): CandidateFilter {
  return {
    reach: 'candidates',
    slots,
    needsEveryNode,
    judge(candidates) {
      measure(candidates)
      const { size, feasible } = candidates
      for (let i = 0; i < size; i++) {
        if (feasible[i] > 0 && rejection(candidates, i) !== null) feasible[i] = 0
      }
    },
    explain(candidates, candidate) {
      measure(candidates)
      const found = rejection(candidates, candidate)
      assert(found !== null, 'only a candidate that did not pass is asked why')
      return found
    },
  }
}
