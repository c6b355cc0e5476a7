import { assert } from '../../base/assert.ts'
import { segmentFrom } from '../../load/segment.ts'
import { KIND } from '../event-kinds.ts'
import { refreshFunction } from '../refresh-function.ts'
import { refreshService } from '../refresh-service.ts'
import type { Handler } from './types.ts'

/** A service's or a function's load takes its next value, which holds until the next change. */
export const loadChange: Handler = (run, index) => {
  const service = run.workloads[index]
  assert(service.kind !== 'job', 'jobs have arrivals, not load')
  const segment = segmentFrom(service.curve, run.nowUs, run.resolutionUs)
  if (segment.clipped && service.clippedAtUs === -1) service.clippedAtUs = run.nowUs
  if (service.kind === 'function') refreshFunction(run, service, segment.ratePerSecond)
  else refreshService(run, service, segment.ratePerSecond)
  if (segment.endUs < run.durationUs) run.queue.push(segment.endUs, KIND['load-change'], index)
}
