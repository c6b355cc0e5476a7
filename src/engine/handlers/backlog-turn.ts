import { assert } from '../../base/assert.ts'
import { refreshFunction } from '../refresh-function.ts'
import { refreshService } from '../refresh-service.ts'
import type { Handler } from './types.ts'

/** A request line reaches a level at which its rates change. */
export const backlogTurn: Handler = (run, index, turn) => {
  const service = run.workloads[index]
  assert(service.kind !== 'job', 'jobs have no request line')
  if (service.turn !== turn) return
  if (service.kind === 'function') refreshFunction(run, service)
  else refreshService(run, service)
}
