import { assert } from '../../base/assert.ts'
import { segmentFrom } from '../../load/segment.ts'
import { KIND } from '../event-kinds.ts'
import { refreshService } from '../refresh-service.ts'
import type { Handler } from './types.ts'

/** A service's load takes its next value, which holds until the next change. */
export const loadChange: Handler = (run, index) => {
  const service = run.workloads[index]
  assert(service.kind === 'service', 'only services have load')
  const segment = segmentFrom(service.curve, run.nowUs, run.resolutionUs)
  if (segment.clipped && service.clippedAtUs === -1) service.clippedAtUs = run.nowUs
  refreshService(run, service, segment.ratePerSecond)
  if (segment.endUs < run.durationUs) run.queue.push(segment.endUs, KIND['load-change'], index)
}
