import { assert } from '../../base/assert.ts'
import { refreshService } from '../refresh-service.ts'
import type { Handler } from './types.ts'

/** A request line reaches a level at which its rates change. */
export const backlogTurn: Handler = (run, index, turn) => {
  const service = run.workloads[index]
  assert(service.kind === 'service', 'only services have a request line')
  if (service.turn === turn) refreshService(run, service)
}
