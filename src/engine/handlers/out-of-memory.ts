import { assert } from '../../base/assert.ts'
import { POD_READY } from '../../cluster/pod-table.ts'
import { restartPod } from '../apply/restart-pod.ts'
import { exceedsMemory } from '../refresh-service.ts'
import type { Handler } from './types.ts'

/** A replica uses more memory than its limit lets it, and is killed; what it did falls to the others, whose turn may be next. */
export const outOfMemory: Handler = (run, index) => {
  const service = run.workloads[index]
  assert(service.kind === 'service', 'only services hold memory for requests')
  if (!exceedsMemory(service)) return
  const pod = service.pods.find((each) => run.cluster.pods.state[each] === POD_READY)
  if (pod !== undefined) restartPod(run, service, pod)
}
