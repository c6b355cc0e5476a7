import { POD_AUTOSCALERS } from '../../../src/policies/pod-autoscaler/registry.ts'
import type {
  PodAutoscaler,
  ReplicaDecision,
  RunClock,
  ServiceView,
} from '../../../src/policies/pod-autoscaler/types.ts'
import { podAutoscaler, service } from '../../builders/model.ts'

/** A day that begins at midnight. */
const MIDNIGHT: RunClock = { durationUs: 86_400e6, localStartMs: 0 }

export function autoscaler(name: string, options: object = {}, clock = MIDNIGHT): PodAutoscaler {
  const { options: decoded } = podAutoscaler(name, options)
  const plugin = POD_AUTOSCALERS.find((each) => each.name === name)
  if (plugin === undefined) throw new Error(`no pod autoscaler ${name}`)
  return plugin.create(decoded, service(), clock)
}

/** A service of two ready replicas of 100/s each, apart from what is said. */
export function viewOf(view: Partial<ServiceView>): ServiceView {
  const desired = view.replicasDesired ?? 2
  return {
    nowUs: 0,
    replicasDesired: desired,
    replicasCurrent: desired,
    replicasReady: desired,
    replicasMeasured: desired,
    loadPerSecond: 0,
    queueLength: 0,
    inFlight: 0,
    outside: () => 0,
    pods: [],
    startUs: null,
    capacityPerReplicaPerSecond: 100,
    cpuUtilisation: null,
    ...view,
  }
}

export function decision(name: string, options: object, view: Partial<ServiceView>): ReplicaDecision {
  return autoscaler(name, options).decide(viewOf(view))
}
