import { KIND } from './event-kinds.ts'
import type { FunctionState, Run } from './run.ts'

/**
 * Requests of functions happen between the events of the queue. Takes them on to the next of those, the function first whose next request
 * is the earliest; where one wishes for an instance, that becomes an event, at the next whole microsecond.
 */
export function runFunctions(run: Run): void {
  const { functions, queue, durationUs } = run
  if (functions.length === 0) return
  for (const state of functions) planTurn(run, state)
  for (;;) {
    const limitUs = Math.min(queue.firstUs, durationUs)
    const [first, secondUs] = earliest(functions)
    const { requests } = first.line
    if (!(requests.nextUs < limitUs)) return
    // Of two at the same instant the one that is listed first has its requests first.
    requests.runUntil(Math.min(limitUs, secondUs > requests.nextUs ? secondUs : limitUs))
    planTurn(run, first)
  }
}

function planTurn(run: Run, state: FunctionState): void {
  const { requests } = state.line
  if (requests.wishes.length === 0 || state.turnPlanned) return
  state.turnPlanned = true
  run.queue.push(Math.max(run.nowUs, Math.ceil(requests.nowUs)), KIND['function-turn'], state.index)
}

/** The function whose next request is the earliest, and when the next of any other is. */
function earliest(functions: readonly FunctionState[]): readonly [FunctionState, number] {
  let [first] = functions
  let secondUs = Number.POSITIVE_INFINITY
  for (let i = 1; i < functions.length; i++) {
    const us = functions[i].line.requests.nextUs
    if (us < first.line.requests.nextUs) {
      secondUs = first.line.requests.nextUs
      first = functions[i]
    } else if (us < secondUs) secondUs = us
  }
  return [first, secondUs]
}
