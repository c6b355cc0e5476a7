import { type Proposal, wholeReplicas } from './proposal.ts'
import { isTolerated, type Tolerance } from './tolerance.ts'

/** Largest int64, as the nearest double. */
const INT64_MAX = 0x8000_0000 * 0x1_0000_0000

/** An external metric is the sum of its series. */
export function sumOfSeries(series: readonly number[]): number {
  return Math.min(
    INT64_MAX,
    series.reduce((sum, value) => sum + value, 0),
  )
}

/** Type Value, for object and external metrics: as many times the ready pods as the value is above the target. */
export function byValue(
  value: number,
  target: number,
  pods: { readonly current: number; readonly ready: number },
  tolerance: Tolerance,
): Proposal {
  const ratio = value / target
  if (pods.current === 0) return { replicas: wholeReplicas(ratio), measured: value }
  if (isTolerated(ratio, tolerance)) return { replicas: pods.current, measured: value }
  return { replicas: wholeReplicas(ratio * pods.ready), measured: value }
}

/** Type AverageValue, for object and external metrics: one replica per target. `statusReplicas`: pods that exist. */
export function byValuePerPod(value: number, target: number, statusReplicas: number, tolerance: Tolerance): Proposal {
  const measured = Math.ceil(value / statusReplicas)
  if (isTolerated(value / (target * statusReplicas), tolerance)) return { replicas: statusReplicas, measured }
  return { replicas: wholeReplicas(value / target), measured }
}
