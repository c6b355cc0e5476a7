import type { StartStage } from '../metrics/run-metrics.ts'
import type { Run, WorkloadState } from './run.ts'

/** Tells the metrics of a pod that has come to be. */
export function trackCreated(run: Run, workload: WorkloadState, pod: number): void {
  run.metrics.podSample.add(pod, workload.index, run.nowUs)
  if (workload.kind === 'service') workload.metrics.lag.created(pod, run.nowUs)
}

export function trackBound(run: Run, workload: WorkloadState, pod: number, node: number): void {
  const { metrics, cluster, nowUs } = run
  metrics.podSample.bound(pod, cluster.nodes.names[node], nowUs)
  if (workload.kind === 'service') workload.metrics.lag.bound(pod, nowUs, metrics.nodeBoots.of(node))
}

/** A stage of its start; the report's timeline shows only the first start of a pod. */
export function trackStage(
  run: Run,
  workload: WorkloadState,
  pod: number,
  stage: Exclude<StartStage, 'pulling'> | 'ready',
): void {
  if (workload.kind === 'service') workload.metrics.lag.reached(pod, stage, run.nowUs)
  if (!isRestart(workload, pod)) run.metrics.podSample.reached(pod, stage, run.nowUs)
}

export function trackStopping(run: Run, workload: WorkloadState, pod: number): void {
  if (workload.kind === 'service') workload.metrics.lag.gone(pod, run.nowUs)
  run.metrics.podSample.reached(pod, 'stopping', run.nowUs)
}

export function trackGone(run: Run, workload: WorkloadState, pod: number): void {
  if (workload.kind === 'service') workload.metrics.lag.gone(pod, run.nowUs)
  run.metrics.podSample.reached(pod, 'gone', run.nowUs)
}

/** Its container has been killed before: what the pod goes through is no start of a pod any more. */
export function isRestart(workload: WorkloadState, pod: number): boolean {
  return workload.kind === 'service' && workload.restarts.has(pod)
}
