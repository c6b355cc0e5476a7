import { assert } from '../../base/assert.ts'
import { sampleUs } from '../../base/distribution.ts'
import { POD_PULLING, POD_READY, POD_STARTING, POD_STOPPING, POD_WARMING } from '../../cluster/pod-table.ts'
import type { PodStage } from '../../metrics/pod-sample.ts'
import type { PodTemplate } from '../../model/workload.ts'
import { KIND } from '../event-kinds.ts'
import { happened } from '../happened.ts'
import { planSchedulerTurn } from '../plan-scheduler-turn.ts'
import { couldPreempt } from '../preemption/could-preempt.ts'
import { refreshService } from '../refresh-service.ts'
import { requestSchedule } from '../request-schedule.ts'
import type { JobBatch, JobPart, JobState, Run, ServiceState, WorkloadState } from '../run.ts'
import { trackUse } from '../track.ts'

/** A new pod, waiting for a node. */
export function createPod(run: Run, workload: WorkloadState, batch = 0): number {
  const pod = run.cluster.createPod(workload.podClass, workload.index, batch, run.nowUs)
  run.watch?.created(pod)
  run.metrics.pods.created++
  run.metrics.gpus?.podChanged(workload.podClass.scheduling, 1, run.nowUs)
  run.metrics.podSample.add(pod, workload.index, run.nowUs)
  run.metrics.pods.pending.add(run.nowUs, 1)
  run.metrics.pendingByReason.add(workload.podClass.id, 1, run.nowUs)
  if (workload.kind === 'service') workload.pods.push(pod)
  else workload.batches.get(batch)?.pods.add(pod)
  if (run.pending.add(pod, couldPreempt(run, workload.podClass.id))) requestSchedule(run)
  else planSchedulerTurn(run)
  return pod
}

/** Gives a pending pod its node and starts it there. */
export function bindPod(run: Run, pod: number, node: number): void {
  const { cluster, metrics, nowUs } = run
  const workload = run.workloads[cluster.pods.workload[pod]]
  cluster.bind(pod, node, nowUs, run.devices.choose(workload.podClass, node))
  metrics.gpus?.nodeChanged(cluster, node, true, nowUs)
  run.pending.placed()
  run.nominations.clear(pod)
  happened(run, { kind: 'pod-bound', podClass: workload.podClass, node })
  metrics.pods.pending.add(nowUs, -1)
  metrics.pendingByReason.add(workload.podClass.id, -1, nowUs)
  metrics.pods.onNodes.add(nowUs, 1)
  metrics.podSample.bound(pod, cluster.nodes.names[node], nowUs)
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

/** Asks a pod on a node to end: it serves no more at once, but keeps its resources until it is gone. */
export function terminatePod(run: Run, pod: number): void {
  const { cluster, nowUs } = run
  const workload = run.workloads[cluster.pods.workload[pod]]
  cluster.setTerminating(pod)
  withdrawFromWork(run, workload, pod)
  cluster.setPodState(pod, POD_STOPPING)
  run.metrics.podSample.reached(pod, 'stopping', nowUs)
  run.queue.push(nowUs + workload.spec.pod.terminationUs, KIND['pod-gone'], pod, cluster.pods.generation[pod])
}

/** Has a pod end and another take its place. What a job's pod has done so far is lost. */
export function evictPod(run: Run, pod: number): void {
  const { pods } = run.cluster
  const workload = run.workloads[pods.workload[pod]]
  terminatePod(run, pod)
  if (workload.kind === 'job') {
    const number = pods.batch[pod]
    const batch = workload.batches.get(number)
    const part = workload.working.get(pod)
    if (part !== undefined) batch?.redo.push(part)
    workload.working.delete(pod)
    batch?.pods.delete(pod)
    createPod(run, workload, number)
  } else while (workload.pods.length < workload.desired) createPod(run, workload)
}

/** Ends a pod that is no longer wanted or is done. */
export function removePod(run: Run, pod: number): void {
  const { cluster, metrics, nowUs } = run
  const { pods } = cluster
  const workload = run.workloads[pods.workload[pod]]
  const node = pods.node[pod]
  const isLeaving = pods.terminating[pod] === 1
  if (node === -1) withdrawPending(run, pod)
  else {
    metrics.pods.onNodes.add(nowUs, -1)
    workload.onNodes--
  }
  if (!isLeaving) withdrawFromWork(run, workload, pod)
  run.preemption.evicted.delete(pod)
  metrics.podSample.reached(pod, 'gone', nowUs)
  cluster.removePod(pod, nowUs)
  metrics.gpus?.podChanged(workload.podClass.scheduling, -1, nowUs)
  if (node !== -1) metrics.gpus?.nodeChanged(cluster, node, true, nowUs)
  if (isLeaving || workload.kind === 'job') trackUse(run, workload)
  if (node === -1) return
  happened(run, { kind: 'pod-gone', podClass: workload.podClass, node })
  const drain = run.draining.get(node)
  if (drain !== undefined && cluster.nodes.podCount[node] === 0)
    run.queue.push(nowUs, KIND['node-drain'], node, drain.number)
}

/** A pod goes away that never got a node; one that it was promised is free again. */
function withdrawPending(run: Run, pod: number): void {
  const { cluster, metrics, nominations, nowUs } = run
  const node = nominations.of(pod)
  run.pending.withdraw(pod)
  metrics.pods.pending.add(nowUs, -1)
  metrics.pendingByReason.add(cluster.pods.podClass[pod], -1, nowUs)
  if (node === -1) return
  nominations.clear(pod)
  happened(run, { kind: 'pod-gone', podClass: cluster.classes[cluster.pods.podClass[pod]], node })
}

/** Takes a pod out of what its workload reckons with. */
function withdrawFromWork(run: Run, workload: WorkloadState, pod: number): void {
  const state = run.cluster.pods.state[pod]
  if (workload.kind === 'job') {
    if (state === POD_READY) workload.running--
    workload.metrics.running.set(run.nowUs, workload.running)
    return
  }
  workload.pods.splice(workload.pods.indexOf(pod), 1)
  workload.restarts.delete(pod)
  if (state === POD_WARMING) workload.warming--
  if (state === POD_READY) workload.ready--
  refreshService(run, workload)
}

/** What was there before the run began is ready, and its image is on the node. */
function startWarm(run: Run, workload: WorkloadState, pod: number, node: number): void {
  for (const { name } of workload.spec.pod.images) run.cluster.keepImage(node, name)
  run.cluster.podReady(pod, run.nowUs)
  run.metrics.podSample.reached(pod, 'ready', run.nowUs)
  assert(workload.kind === 'service', 'only services have pods before the run begins')
  workload.ready++
}

/** When all images of the pod are on the node; what another pod is already pulling is not pulled again. */
function pulledAtUs(run: Run, workload: WorkloadState, node: number): number {
  let allUs = run.nowUs
  for (const image of workload.spec.pod.images) allUs = Math.max(allUs, imageAtUs(run, image, node))
  return allUs
}

function imageAtUs(run: Run, { name, sizeBytes }: Image, node: number): number {
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

type Image = PodTemplate['images'][number]

function nextStage(state: number, workload: WorkloadState): number {
  if (state === POD_PULLING) return POD_STARTING
  return state === POD_STARTING && workload.kind === 'service' ? POD_WARMING : POD_READY
}

const STAGE_NAMES: Readonly<Record<number, PodStage>> = {
  [POD_STARTING]: 'starting',
  [POD_WARMING]: 'warming',
  [POD_READY]: 'ready',
}

function enterStage(run: Run, workload: WorkloadState, pod: number, stage: number): void {
  const { cluster, nowUs } = run
  if (stage === POD_STARTING) {
    const node = cluster.pods.node[pod]
    for (const { name } of workload.spec.pod.images) {
      cluster.keepImage(node, name)
      run.pulls.get(node)?.delete(name)
    }
  }
  if (stage === POD_READY) cluster.podReady(pod, nowUs)
  else cluster.setPodState(pod, stage)
  const isRestart = workload.kind === 'service' && workload.restarts.has(pod)
  if (!isRestart) run.metrics.podSample.reached(pod, STAGE_NAMES[stage], nowUs)
  if (stage === POD_WARMING) {
    cluster.pods.runningUs[pod] = nowUs
    ;(workload as ServiceState).warming++
    trackUse(run, workload)
  }
  if (stage !== POD_READY) return
  if (!isRestart) run.metrics.start.record(nowUs - cluster.pods.boundUs[pod])
  if (workload.kind === 'service') {
    workload.warming--
    workload.ready++
    workload.lastStartUs = nowUs - cluster.pods.createdUs[pod]
    refreshService(run, workload)
  } else startWork(run, workload, pod)
}

/** A job's pod begins to work. */
function startWork(run: Run, job: JobState, pod: number): void {
  const { pods } = run.cluster
  const batch = job.batches.get(pods.batch[pod])
  assert(batch !== undefined, 'a running pod belongs to a submission')
  const part = batch.redo.pop() ?? startNext(run, job, batch)
  job.working.set(pod, part)
  job.running++
  job.metrics.running.set(run.nowUs, job.running)
  trackUse(run, job)
  run.queue.push(run.nowUs + (part.failsAfterUs[0] ?? part.durationUs), KIND['pod-finished'], pod, pods.generation[pod])
}

/** Takes up the next part of a job's work; with as many at work as it wants at once, the job has waited to the end. */
function startNext(run: Run, job: JobState, batch: JobBatch): JobPart {
  const part = batch.parts[batch.started++]
  if (batch.started === batch.parallelism) job.metrics.wait.record(run.nowUs - batch.submittedUs)
  return part
}
