import { KIND } from './event-kinds.ts'
import type { FunctionState, Run } from './run.ts'
import { trackFunction } from './track.ts'

/** Carries a function's requests up to now and on; call it whenever its load or the number of its ready instances changed. */
export function refreshFunction(run: Run, state: FunctionState, load = state.line.load): void {
  const { line } = state
  line.advance(run.nowUs)
  line.setRates(load, state.ready)
  trackFunction(run, state)
  if (line.nextTurnUs < run.durationUs) run.queue.push(line.nextTurnUs, KIND['backlog-turn'], state.index, ++state.turn)
}
