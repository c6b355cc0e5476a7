import { assert } from '../../base/assert.ts'
import { grantWishes } from '../apply/instances.ts'
import type { Handler } from './types.ts'

/** A function gets and gives up the instances that it wished for in the last microsecond. */
export const functionTurn: Handler = (run, index) => {
  const state = run.workloads[index]
  assert(state.kind === 'function', 'only functions are scaled per request')
  state.turnPlanned = false
  const { requests } = state.line
  do {
    grantWishes(run, state)
    requests.runUntil(run.nowUs)
  } while (requests.wishes.length > 0)
}
