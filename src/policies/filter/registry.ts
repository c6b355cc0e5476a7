import type { FilterPlugin } from '../placement/types.ts'
import { gpuDevices } from './gpu-devices.ts'
import { interPodAffinity } from './inter-pod-affinity.ts'
import { nodeAffinity } from './node-affinity.ts'
import { nodeName } from './node-name.ts'
import { nodePorts } from './node-ports.ts'
import { nodeResourcesFit } from './node-resources-fit.ts'
import { nodeUnschedulable } from './node-unschedulable.ts'
import { podTopologySpread } from './pod-topology-spread.ts'
import { taintToleration } from './taint-toleration.ts'

/** Every filter, in kube-scheduler's order: the first one that rejects a node is the reason that is told. */
export const FILTERS: readonly FilterPlugin[] = [
  nodeUnschedulable,
  nodeName,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  gpuDevices,
  podTopologySpread,
  interPodAffinity,
] as readonly FilterPlugin[]
