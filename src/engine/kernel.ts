import { grantWishes } from './apply/instances.ts'
import { addListedNode, addNode, makeNodeReady } from './apply/nodes.ts'
import { setReplicas } from './apply/replicas.ts'
import { closeRun } from './close-run.ts'
import { KIND } from './event-kinds.ts'
import { runFunctions } from './function-turns.ts'
import { planArrival } from './handlers/job-arrival.ts'
import { HANDLERS } from './handlers/registry.ts'
import { refreshFunction } from './refresh-function.ts'
import { refreshService } from './refresh-service.ts'
import type { Run } from './run.ts'
import { schedule } from './schedule.ts'

/** Events between two reports of progress: often enough for a smooth bar, too rare to cost anything. */
const PROGRESS_EVERY = 16_384

/** Runs from time 0 to the end. `onProgress` hears how far simulated time has come. */
export function runToEnd(run: Run, onProgress: (nowUs: number) => void): void {
  setUp(run)
  while (runOn(run)) onProgress(run.nowUs)
  closeRun(run)
  onProgress(run.durationUs)
}

/**
 * Runs the next events; whether there may be more. A loop of its own, because V8 compiles a loop for the very functions that it has
 * seen it call: with each run's own `onProgress` in it, it was thrown away and compiled again with everything inlined.
 */
function runOn(run: Run): boolean {
  const { queue } = run
  for (let i = 0; i < PROGRESS_EVERY; i++) {
    if (!next(run) || queue.nowUs >= run.durationUs) return false
    step(run)
  }
  return true
}

/** Runs from time 0 until everything up to and including `untilUs` has happened, or until that is `enough`. */
export function runUntil(run: Run, untilUs: number, enough: () => boolean): void {
  setUp(run)
  const { queue } = run
  while (!enough() && next(run) && queue.nowUs <= untilUs && queue.nowUs < run.durationUs) step(run)
  if (!enough()) run.nowUs = Math.min(untilUs, run.durationUs)
}

/** The next event, once the requests of functions before it have been served. */
function next(run: Run): boolean {
  runFunctions(run)
  return run.queue.pop()
}

function step(run: Run): void {
  const { queue } = run
  run.metrics.packing.advance(queue.nowUs, run.cluster.nodes)
  run.nowUs = queue.nowUs
  HANDLERS[queue.kind](run, queue.a, queue.b)
  run.eventCount++
}

/** The cluster as it stands when time begins: nodes ready, services running, everything else about to come. */
function setUp(run: Run): void {
  for (const pool of run.pools) {
    pool.nodesByOffering[0] = pool.spec.count + pool.spec.listed.length
    for (let i = 0; i < pool.spec.count; i++) makeNodeReady(run, pool, addNode(run, pool))
    for (const listed of pool.spec.listed) makeNodeReady(run, pool, addListedNode(run, pool, listed))
  }
  for (const workload of run.workloads) {
    if (workload.kind === 'service') setReplicas(run, workload, workload.spec.replicas)
    else if (workload.kind === 'function') grantWishes(run, workload)
  }
  schedule(run)
  run.warmStart = false
  for (const workload of run.workloads) {
    if (workload.kind === 'job') {
      planArrival(run, workload, 0)
      continue
    }
    run.queue.push(0, KIND['load-change'], workload.index)
    if (workload.kind === 'function') {
      refreshFunction(run, workload)
      continue
    }
    refreshService(run, workload)
    const { everyUs } = workload.autoscaler
    if (everyUs !== null && everyUs < run.durationUs) run.queue.push(everyUs, KIND['pod-autoscaler'], workload.index)
  }
  const { everyUs } = run.nodeAutoscaler
  if (everyUs !== null && everyUs < run.durationUs) run.queue.push(everyUs, KIND['node-autoscaler'])
}
