import { POD_PENDING } from '../../cluster/pod-table.ts'
import type { FunctionState, Run } from '../run.ts'
import { trackFunction } from '../track.ts'
import { createPod, removePod, terminatePod } from './pods.ts'

/** Makes and ends the pods that a function's requests wish for: an instance is a pod, its number the pod's batch. */
export function grantWishes(run: Run, state: FunctionState): void {
  for (const { kind, instance } of state.line.requests.takeWishes()) {
    if (kind === 'start') {
      createPod(run, state, instance)
      continue
    }
    const pod = state.pods.get(instance)
    if (pod === undefined) continue
    if (run.cluster.pods.state[pod] === POD_PENDING) removePod(run, pod)
    else terminatePod(run, pod)
  }
  trackFunction(run, state)
}
