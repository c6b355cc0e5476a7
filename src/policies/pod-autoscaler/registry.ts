import type { Workload } from '../../model/workload.ts'
import { hpa } from './hpa/hpa.ts'
import { loadPlusSafety } from './load-plus-safety.ts'
import { predictive } from './predictive/predictive.ts'
import { queueLength } from './queue-length.ts'
import { scheduled } from './scheduled.ts'
import { staticReplicas } from './static.ts'
import { targetUtilisation } from './target-utilisation.ts'
import type { PodAutoscalerPlugin } from './types.ts'
import { vertical } from './vertical/vertical.ts'

/** Every pod autoscaler that a scenario can name. */
export const POD_AUTOSCALERS: readonly PodAutoscalerPlugin[] = [
  staticReplicas,
  loadPlusSafety,
  targetUtilisation,
  hpa,
  scheduled,
  queueLength,
  predictive,
  vertical,
] as readonly PodAutoscalerPlugin[]

/** Names of the curves that the pod autoscalers of workloads take as metrics from outside. */
export function curvesRead(workloads: readonly Workload[]): string[] {
  return workloads.flatMap((workload) => {
    if (workload.kind !== 'service') return []
    const { name, options } = workload.autoscaler
    return POD_AUTOSCALERS.find((plugin) => plugin.name === name)?.curvesRead?.(options) ?? []
  })
}
