import { assert } from '../../base/assert.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import {
  POD_LOADING,
  POD_PULLING,
  POD_READY,
  POD_STARTING,
  POD_STOPPING,
  POD_WARMING,
} from '../../cluster/pod-table.ts'
import type { StageMetrics, StartStage } from '../../metrics/run-metrics.ts'
import { KIND } from '../event-kinds.ts'
import { happened } from '../happened.ts'
import { keepImages, pullImages, releaseImages } from '../images/pull.ts'
import type { JobBatch } from '../job-batch.ts'
import { planSchedulerTurn } from '../plan-scheduler-turn.ts'
import { couldPreempt } from '../preemption/could-preempt.ts'
import { refreshFunction } from '../refresh-function.ts'
import { refreshService } from '../refresh-service.ts'
import { requestSchedule } from '../request-schedule.ts'
import type { JobState, Run, ServiceState, WorkloadState } from '../run.ts'
import type { TimedStage } from '../start-times.ts'
import { trackUse } from '../track.ts'
import { clearCost, trackCost } from '../track-cost.ts'
import { isRestart, trackBound, trackCreated, trackGone, trackStage, trackStopping } from '../track-pod.ts'

/** A new pod, waiting for a node. */
export function createPod(run: Run, workload: WorkloadState, batch = 0): number {
  const pod = run.cluster.createPod(workload.podClass, workload.index, batch, run.nowUs)
  workload.startTimes.draw(pod)
  run.watch?.created(pod)
  run.metrics.pods.created++
  run.metrics.gpus?.podChanged(workload.podClass.scheduling, 1, run.nowUs)
  trackCreated(run, workload, pod)
  run.metrics.pods.pending.add(run.nowUs, 1)
  run.metrics.pendingByReason.add(workload.podClass.id, 1, run.nowUs)
  if (workload.kind === 'service') workload.pods.push(pod)
  else if (workload.kind === 'function') workload.pods.set(batch, pod)
  else {
    const open = workload.batches.get(batch)
    assert(open !== null, 'a pod is created for a submission that is not over')
    run.batchPods.add(open, pod)
  }
  const gang = workload.kind === 'job' && workload.spec.gang !== null ? `${workload.index}/${batch}` : null
  if (run.pending.add(pod, couldPreempt(run, workload.podClass.id), gang)) requestSchedule(run)
  else planSchedulerTurn(run)
  return pod
}

/** Gives a pending pod its node and starts it there. `devices`: of the node, as bits, where they are chosen already. */
export function bindPod(run: Run, pod: number, node: number, devices?: number): void {
  const { cluster, metrics, nowUs } = run
  const workload = run.workloads[cluster.pods.workload[pod]]
  const podClass = cluster.classes[cluster.pods.podClass[pod]]
  cluster.bind(pod, node, nowUs, devices ?? run.devices.choose(podClass, node))
  metrics.gpus?.nodeChanged(cluster, node, true, nowUs)
  run.pending.placed(pod)
  run.nominations.clear(pod)
  happened(run, { kind: 'pod-bound', podClass, node })
  metrics.pods.pending.add(nowUs, -1)
  metrics.pendingByReason.add(podClass.id, -1, nowUs)
  metrics.pods.onNodes.add(nowUs, 1)
  trackBound(run, workload, pod, node)
  workload.onNodes++
  addRequests(workload, podClass, 1)
  trackCost(run, workload, pod, 1)
  if (run.warmStart) startWarm(run, workload, pod, node)
  else startCold(run, workload, pod, node)
}

function addRequests({ requested }: WorkloadState, { requests }: PodClass, sign: 1 | -1): void {
  for (let r = 0; r < requested.length; r++) requested[r] += sign * requests[r]
}

/** A pod on its node pulls its images, unless they are there. */
function startCold(run: Run, workload: WorkloadState, pod: number, node: number): void {
  const { cluster, metrics, nowUs } = run
  metrics.pendingWait.record(nowUs - cluster.pods.createdUs[pod])
  trackUse(run, workload)
  metrics.stages.pulling.level.add(nowUs, 1)
  if (pullImages(run, pod, node)) advancePod(run, pod)
}

/** Takes a pod to its next stage, and on through stages that take no time. */
export function advancePod(run: Run, pod: number): void {
  const { cluster, nowUs } = run
  const { pods } = cluster
  const workload = run.workloads[pods.workload[pod]]
  for (;;) {
    const next = nextStage(pods.state[pod], workload)
    enterStage(run, workload, pod, next)
    if (next === POD_READY) return
    const durationUs = workload.startTimes.takeUs(START_STAGES[next].lasts, pod)
    stageMetrics(run, next)?.durations.record(durationUs)
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
  if (workload.kind === 'service' && cluster.pods.state[pod] === POD_READY) loseUnfinished(run, workload)
  withdrawFromWork(run, workload, pod)
  cluster.setPodState(pod, POD_STOPPING)
  trackStopping(run, workload, pod)
  run.queue.push(nowUs + workload.spec.pod.terminationUs, KIND['pod-gone'], pod, cluster.pods.generation[pod])
}

/** Of what a replica works on it finishes what does not outlast its grace period. */
function loseUnfinished({ nowUs }: Run, { line, metrics }: ServiceState): void {
  line.advance(nowUs)
  const lost = line.lostByLeaving()
  if (lost === 0) return
  metrics.lost.addImpulse(nowUs, lost)
  metrics.served.addImpulse(nowUs, -lost)
}

/** Has a pod end and another take its place. What a job's pod has done so far is lost. */
export function evictPod(run: Run, pod: number): void {
  const { pods } = run.cluster
  const workload = run.workloads[pods.workload[pod]]
  terminatePod(run, pod)
  if (workload.kind === 'job') {
    const number = pods.batch[pod]
    const batch = workload.batches.get(number)
    assert(batch !== null, 'an evicted pod belongs to a submission')
    const part = pods.part[pod]
    if (part !== -1) batch.redo.push(part)
    pods.part[pod] = -1
    run.batchPods.remove(batch, pod)
    createPod(run, workload, number)
  } else if (workload.kind === 'service') while (workload.pods.length < workload.desired) createPod(run, workload)
}

/** Ends a pod that is no longer wanted or is done. */
export function removePod(run: Run, pod: number): void {
  const { cluster, metrics, nowUs } = run
  const { pods } = cluster
  const workload = run.workloads[pods.workload[pod]]
  const podClass = cluster.classes[pods.podClass[pod]]
  const node = pods.node[pod]
  const isLeaving = pods.terminating[pod] === 1
  if (node === -1) withdrawPending(run, pod)
  else {
    metrics.pods.onNodes.add(nowUs, -1)
    workload.onNodes--
    addRequests(workload, podClass, -1)
    if (workload.onNodes === 0) clearCost(run, workload)
    else trackCost(run, workload, pod, -1)
  }
  if (!isLeaving) withdrawFromWork(run, workload, pod)
  run.preemption.evicted.delete(pod)
  trackGone(run, workload, pod)
  if (node !== -1) releaseImages(run, pod, node)
  cluster.removePod(pod, nowUs)
  metrics.gpus?.podChanged(podClass.scheduling, -1, nowUs)
  if (node !== -1) metrics.gpus?.nodeChanged(cluster, node, true, nowUs)
  if (isLeaving || workload.kind === 'job') trackUse(run, workload)
  if (node === -1) return
  happened(run, { kind: 'pod-gone', podClass, node })
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
  leaveStage(run, workload, state)
  if (workload.kind === 'job') {
    if (state === POD_READY) workload.running--
    workload.metrics.running.set(run.nowUs, workload.running)
    return
  }
  if (state === POD_READY) workload.ready--
  if (workload.kind === 'function') {
    const instance = run.cluster.pods.batch[pod]
    workload.pods.delete(instance)
    workload.line.advance(run.nowUs)
    workload.line.requests.withdraw(instance)
    refreshFunction(run, workload)
    return
  }
  workload.pods.splice(workload.pods.indexOf(pod), 1)
  workload.restarts.delete(pod)
  refreshService(run, workload)
}

/** What was there before the run began is ready, and its image is on the node. */
function startWarm(run: Run, workload: WorkloadState, pod: number, node: number): void {
  keepImages(run, pod, node)
  run.cluster.podReady(pod, run.nowUs)
  trackStage(run, workload, pod, 'ready')
  assert(workload.kind !== 'job', 'jobs have no pods before the run begins')
  workload.ready++
  if (workload.kind === 'function') workload.line.requests.ready(run.cluster.pods.batch[pod])
}

/** By state of a pod that is not ready yet: its name in the metrics, and what says how long it lasts. */
const START_STAGES: Readonly<
  Record<number, { readonly name: Exclude<StartStage, 'pulling'>; readonly lasts: TimedStage }>
> = {
  [POD_STARTING]: { name: 'starting', lasts: 'containerUs' },
  [POD_LOADING]: { name: 'loading', lasts: 'modelUs' },
  [POD_WARMING]: { name: 'warming', lasts: 'readyUs' },
}

function nextStage(state: number, workload: WorkloadState): number {
  if (state === POD_PULLING) return POD_STARTING
  if (state === POD_STARTING) return POD_LOADING
  return state === POD_LOADING && workload.kind !== 'job' ? POD_WARMING : POD_READY
}

/** Of a pod that is not ready yet; null: it is. */
function stageMetrics({ metrics: { stages } }: Run, state: number): StageMetrics | null {
  if (state === POD_PULLING) return stages.pulling
  if (state === POD_STARTING) return stages.starting
  if (state === POD_LOADING) return stages.loading
  return state === POD_WARMING ? stages.warming : null
}

/** The pod leaves a stage of its start, for the next one or for good. */
function leaveStage(run: Run, workload: WorkloadState, state: number): void {
  stageMetrics(run, state)?.level.add(run.nowUs, -1)
  if (workload.kind !== 'job' && (state === POD_LOADING || state === POD_WARMING)) workload.warming--
}

function enterStage(run: Run, workload: WorkloadState, pod: number, stage: number): void {
  const { cluster, metrics, nowUs } = run
  const before = cluster.pods.state[pod]
  leaveStage(run, workload, before)
  if (before === POD_PULLING && !isRestart(workload, pod))
    metrics.stages.pulling.durations.record(nowUs - cluster.pods.boundUs[pod])
  if (stage === POD_READY) {
    becomeReady(run, workload, pod)
    return
  }
  cluster.setPodState(pod, stage)
  const { name } = START_STAGES[stage]
  stageMetrics(run, stage)?.level.add(nowUs, 1)
  trackStage(run, workload, pod, name)
  if (stage === POD_STARTING) return
  if (before === POD_STARTING) cluster.pods.runningUs[pod] = nowUs
  if (workload.kind === 'job') return
  // The container runs: it uses what an idle one uses.
  workload.warming++
  trackUse(run, workload)
}

function becomeReady(run: Run, workload: WorkloadState, pod: number): void {
  run.cluster.podReady(pod, run.nowUs)
  trackStage(run, workload, pod, 'ready')
  if (!isRestart(workload, pod)) run.metrics.start.record(run.nowUs - run.cluster.pods.boundUs[pod])
  if (workload.kind === 'job') startWork(run, workload, pod)
  else if (workload.kind === 'function') {
    workload.ready++
    workload.line.advance(run.nowUs)
    workload.line.requests.ready(run.cluster.pods.batch[pod])
    refreshFunction(run, workload)
  } else {
    workload.ready++
    workload.lastStartUs = run.nowUs - run.cluster.pods.createdUs[pod]
    refreshService(run, workload)
  }
}

/** A job's pod begins to work. */
function startWork(run: Run, job: JobState, pod: number): void {
  const { pods } = run.cluster
  const batch = job.batches.get(pods.batch[pod])
  assert(batch !== null, 'a running pod belongs to a submission')
  const part = batch.redo.pop() ?? startNext(run, job, batch)
  const { durationUs, failsAfterUs } = batch.parts[part]
  pods.part[pod] = part
  job.running++
  job.metrics.running.set(run.nowUs, job.running)
  trackUse(run, job)
  run.queue.push(
    run.nowUs + (failsAfterUs.length > 0 ? failsAfterUs[0] : durationUs),
    KIND['pod-finished'],
    pod,
    pods.generation[pod],
  )
}

/** Takes up the next part of a job's work; with as many at work as it wants at once, the job has waited to the end. */
function startNext(run: Run, job: JobState, batch: JobBatch): number {
  const part = batch.started++
  if (batch.started === batch.parallelism) job.metrics.wait.record(run.nowUs - batch.submittedUs)
  return part
}
