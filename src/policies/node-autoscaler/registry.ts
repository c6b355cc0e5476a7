import { clusterAutoscaler } from './cluster-autoscaler.ts'
import { karpenter } from './karpenter.ts'
import { pendingPods } from './pending-pods.ts'
import { staticNodes } from './static.ts'
import type { NodeAutoscalerPlugin } from './types.ts'

/** Every node autoscaler that a scenario can name. */
export const NODE_AUTOSCALERS: readonly NodeAutoscalerPlugin[] = [
  staticNodes,
  pendingPods,
  clusterAutoscaler,
  karpenter,
] as readonly NodeAutoscalerPlugin[]
