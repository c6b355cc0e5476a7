import { isRunning, POD_PENDING, POD_READY } from '../../cluster/pod-table.ts'
import type { Run, ServiceState } from '../run.ts'
import { podsToDelete, type ReplicaPod } from '../scale-down/victim-order.ts'
import { createPod, removePod, terminatePod } from './pods.ts'

/** Brings a service to a number of replicas: new pods wait for nodes, surplus pods are asked to end. */
export function setReplicas(run: Run, service: ServiceState, replicas: number): void {
  service.desired = replicas
  service.metrics.desired.set(run.nowUs, replicas)
  while (service.pods.length < replicas) createPod(run, service)
  const surplus = service.pods.length - replicas
  if (surplus <= 0) return
  for (const { pod } of podsToDelete(replicaPods(run, service), surplus)) {
    if (run.cluster.pods.state[pod] === POD_PENDING) removePod(run, pod)
    else terminatePod(run, pod)
  }
}

/** The service's pods as its ReplicaSet sees them. */
function replicaPods(run: Run, { pods: rows, restarts }: ServiceState): (ReplicaPod & { readonly pod: number })[] {
  const { pods } = run.cluster
  const onNode = new Map<number, number>()
  for (const pod of rows) onNode.set(pods.node[pod], (onNode.get(pods.node[pod]) ?? 0) + 1)
  return rows.map((pod) => {
    const state = pods.state[pod]
    const assigned = pods.node[pod] !== -1
    const ready = state === POD_READY
    return {
      pod,
      assigned,
      phase: isRunning(state) ? 'Running' : 'Pending',
      ready,
      deletionCost: 0,
      colocated: assigned ? (onNode.get(pods.node[pod]) ?? 0) : 0,
      readyAgeUs: ready ? run.nowUs - pods.readyUs[pod] : null,
      ageUs: run.nowUs - pods.createdUs[pod],
      restarts: restarts.get(pod) ?? 0,
      sequence: pods.sequence[pod],
    }
  })
}
