import { assert } from '../../base/assert.ts'
import { sampleUs } from '../../base/distribution.ts'
import { POD_PENDING, POD_PULLING, POD_READY, POD_STARTING, POD_WARMING } from '../../cluster/pod-table.ts'
import { KIND } from '../event-kinds.ts'
import { refreshService } from '../refresh-service.ts'
import { requestSchedule } from '../request-schedule.ts'
import type { JobState, Run, ServiceState, WorkloadState } from '../run.ts'
import { trackUse } from '../track.ts'

/** A new pod, waiting for a node. */
export function createPod(run: Run, workload: WorkloadState, batch = 0): number {
  const pod = run.cluster.createPod(workload.podClass, workload.index, batch, run.nowUs)
  run.pending.add(pod)
  run.metrics.pods.created++
  run.metrics.pods.pending.add(run.nowUs, 1)
  if (workload.kind === 'service') workload.pods.push(pod)
  requestSchedule(run)
  return pod
}

/** Gives a pending pod its node and starts it there. */
export function bindPod(run: Run, pod: number, node: number): void {
  const { cluster, metrics, nowUs } = run
  const workload = run.workloads[cluster.pods.workload[pod]]
  cluster.bind(pod, node, nowUs)
  run.pending.placed(pod)
  metrics.pods.pending.add(nowUs, -1)
  metrics.pods.onNodes.add(nowUs, 1)
  workload.onNodes++
  if (run.warmStart) startWarm(run, workload, pod, node)
  else startCold(run, workload, pod, node)
}

/** A pod on its node pulls its images, unless they are there. */
function startCold(run: Run, workload: WorkloadState, pod: number, node: number): void {
  const { cluster, metrics, nowUs } = run
  metrics.pendingWait.record(nowUs - cluster.pods.createdUs[pod])
  trackUse(run, workload)
  const pulledUs = pulledAtUs(run, workload, node)
  if (pulledUs > nowUs) run.queue.push(pulledUs, KIND['pod-stage'], pod, cluster.pods.generation[pod])
  else advancePod(run, pod)
}

/** Takes a pod to its next stage, and on through stages that take no time. */
export function advancePod(run: Run, pod: number): void {
  const { cluster, nowUs } = run
  const { pods } = cluster
  const workload = run.workloads[pods.workload[pod]]
  const { startup } = workload.spec.pod
  for (;;) {
    const next = nextStage(pods.state[pod], workload)
    enterStage(run, workload, pod, next)
    if (next === POD_READY) return
    const durationUs = sampleUs(next === POD_STARTING ? startup.containerUs : startup.readyUs, workload.startup)
    if (durationUs > 0) {
      run.queue.push(nowUs + durationUs, KIND['pod-stage'], pod, pods.generation[pod])
      return
    }
  }
}

/** Ends a pod that is no longer wanted or is done. */
export function removePod(run: Run, pod: number): void {
  const { cluster, metrics, nowUs } = run
  const { pods } = cluster
  const workload = run.workloads[pods.workload[pod]]
  const state = pods.state[pod]
  if (state === POD_PENDING) {
    run.pending.withdraw(pods.podClass[pod])
    metrics.pods.pending.add(nowUs, -1)
  } else {
    metrics.pods.onNodes.add(nowUs, -1)
    workload.onNodes--
    run.pending.unblock()
    requestSchedule(run)
  }
  cluster.removePod(pod, nowUs)
  if (workload.kind === 'job') {
    if (state === POD_READY) workload.running--
    trackUse(run, workload)
    return
  }
  workload.pods.splice(workload.pods.indexOf(pod), 1)
  if (state === POD_WARMING) workload.warming--
  if (state === POD_READY) workload.ready--
  refreshService(run, workload)
}

/** What was there before the run began is ready, and its image is on the node. */
function startWarm(run: Run, workload: WorkloadState, pod: number, node: number): void {
  run.cluster.keepImage(node, workload.spec.pod.image.name)
  run.cluster.setPodState(pod, POD_READY)
  assert(workload.kind === 'service', 'only services have pods before the run begins')
  workload.ready++
}

/** When the pod's image is on the node: now, when another pod's pull of it ends, or after a pull of its own. */
function pulledAtUs(run: Run, workload: WorkloadState, node: number): number {
  const { name, sizeBytes } = workload.spec.pod.image
  if (sizeBytes === 0 || run.cluster.hasImage(node, name)) return run.nowUs
  let pulls = run.pulls.get(node)
  if (pulls === undefined) {
    pulls = new Map()
    run.pulls.set(node, pulls)
  }
  const underWay = pulls.get(name)
  if (underWay !== undefined) return underWay
  const doneUs = run.nowUs + Math.round((sizeBytes / run.perNodeBytesPerSecond) * 1e6)
  pulls.set(name, doneUs)
  return doneUs
}

function nextStage(state: number, workload: WorkloadState): number {
  if (state === POD_PULLING) return POD_STARTING
  return state === POD_STARTING && workload.kind === 'service' ? POD_WARMING : POD_READY
}

function enterStage(run: Run, workload: WorkloadState, pod: number, stage: number): void {
  const { cluster, nowUs } = run
  if (stage === POD_STARTING) {
    const node = cluster.pods.node[pod]
    cluster.keepImage(node, workload.spec.pod.image.name)
    run.pulls.get(node)?.delete(workload.spec.pod.image.name)
  }
  cluster.setPodState(pod, stage)
  if (stage === POD_WARMING) {
    ;(workload as ServiceState).warming++
    trackUse(run, workload)
  }
  if (stage !== POD_READY) return
  run.metrics.start.record(nowUs - cluster.pods.boundUs[pod])
  if (workload.kind === 'service') {
    workload.warming--
    workload.ready++
    refreshService(run, workload)
  } else startWork(run, workload, pod)
}

/** A job's pod begins to work. */
function startWork(run: Run, job: JobState, pod: number): void {
  const { pods } = run.cluster
  const batch = job.batches.get(pods.batch[pod])
  assert(batch !== undefined, 'a running pod belongs to a submission')
  const durationUs = batch.durationsUs[batch.started++]
  job.running++
  if (batch.started === batch.durationsUs.length) job.metrics.wait.record(run.nowUs - batch.submittedUs)
  job.metrics.running.set(run.nowUs, job.running)
  trackUse(run, job)
  run.queue.push(run.nowUs + durationUs, KIND['pod-finished'], pod, pods.generation[pod])
}
