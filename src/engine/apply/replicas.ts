import { POD_PENDING, POD_READY } from '../../cluster/pod-table.ts'
import type { Run, ServiceState } from '../run.ts'
import { createPod, removePod } from './pods.ts'

/** Brings a service to a number of replicas: new pods wait for nodes, surplus pods end at once. */
export function setReplicas(run: Run, service: ServiceState, replicas: number): void {
  service.desired = replicas
  service.metrics.desired.set(run.nowUs, replicas)
  while (service.pods.length < replicas) createPod(run, service)
  while (service.pods.length > replicas) removePod(run, victim(run, service))
}

/** Who goes first: pods without a node, then pods that are not ready, then the youngest. */
function victim(run: Run, service: ServiceState): number {
  const { state } = run.cluster.pods
  const { pods } = service
  let unready = -1
  for (let i = pods.length - 1; i >= 0; i--) {
    const pod = pods[i]
    if (state[pod] === POD_PENDING) return pod
    if (unready === -1 && state[pod] !== POD_READY) unready = pod
  }
  return unready === -1 ? pods[pods.length - 1] : unready
}
