import { POD_READY, POD_STOPPING, POD_WARMING } from '../../cluster/pod-table.ts'
import { type Amounts, CPU, MEMORY } from '../../model/amounts.ts'
import { evictionVerdict } from '../../model/eviction.ts'
import type { PodSizes } from '../../policies/pod-autoscaler/types.ts'
import { budgetsAsTheyStand } from '../preemption/budgets-now.ts'
import type { Run, ServiceState } from '../run.ts'
import { evictPod } from './pods.ts'

/** Columns of the resources that pods are sized by. */
const SIZED: readonly (readonly [string, number])[] = [
  ['cpu', CPU],
  ['memory', MEMORY],
]

/** New pods of a service request this from now on. Returns whether that is a change. */
export function setRequests(run: Run, service: ServiceState, sizes: Amounts): boolean {
  const { pod } = service.spec
  const requests = { ...pod.requests, ...sizes }
  const scored = {
    cpuMilli: sizes['cpu'] ?? pod.scored.cpuMilli,
    memoryBytes: sizes['memory'] ?? pod.scored.memoryBytes,
  }
  const before = service.podClass.requests
  if (SIZED.every(([name, column]) => (requests[name] ?? 0) === before[column])) return false
  service.podClass = run.cluster.podClass({ ...pod, requests, scored })
  return true
}

/** Evicts pods of other sizes than they should have, the oldest first, as budgets allow; returns how many. */
export function replacePods(run: Run, service: ServiceState, { below, above, replaceAtMost }: PodSizes): number {
  const { pods, classes } = run.cluster
  const present = service.pods.slice()
  let replaced = 0
  for (const pod of present) {
    if (replaced >= replaceAtMost) break
    const { requests } = classes[pods.podClass[pod]]
    const misfits = SIZED.some(([name, column]) => {
      return requests[column] < (below[name] ?? 0) || requests[column] > (above[name] ?? Number.POSITIVE_INFINITY)
    })
    if (!misfits || !mayGo(run, pod)) continue
    evictPod(run, pod)
    replaced++
  }
  return replaced
}

function mayGo(run: Run, pod: number): boolean {
  const state = run.cluster.pods.state[pod]
  if (state === POD_STOPPING || run.cluster.pods.node[pod] === -1) return false
  const phase = state === POD_READY || state === POD_WARMING ? 'Running' : 'Pending'
  return evictionVerdict({ phase, ready: state === POD_READY, deleting: false }, budgetsAsTheyStand(run)(pod)).allowed
}
