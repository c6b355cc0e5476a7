import { bindPod } from './apply/pods.ts'
import type { Run } from './run.ts'

/** Places waiting pods in their order until none is left that could be placed. */
export function schedule(run: Run): void {
  const { pending, placement, cluster } = run
  run.scheduleQueued = false
  for (let pod = pending.next(); pod !== -1; pod = pending.next()) {
    const podClass = cluster.pods.podClass[pod]
    const node = placement.choose(podClass)
    if (node === -1) pending.block(podClass)
    else bindPod(run, pod, node)
  }
}
