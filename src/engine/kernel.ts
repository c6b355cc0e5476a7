import { addListedNode, addNode, makeNodeReady } from './apply/nodes.ts'
import { setReplicas } from './apply/replicas.ts'
import { closeRun } from './close-run.ts'
import { KIND } from './event-kinds.ts'
import { planArrival } from './handlers/job-arrival.ts'
import { HANDLERS } from './handlers/registry.ts'
import { refreshService } from './refresh-service.ts'
import type { Run } from './run.ts'
import { schedule } from './schedule.ts'

/** Events between two reports of progress: often enough for a smooth bar, too rare to cost anything. */
const PROGRESS_EVERY = 16_384

/** Runs from time 0 to the end. `onProgress` hears how far simulated time has come. */
export function runToEnd(run: Run, onProgress: (nowUs: number) => void): void {
  setUp(run)
  const { queue } = run
  while (queue.pop() && queue.nowUs < run.durationUs) {
    step(run)
    if (run.eventCount % PROGRESS_EVERY === 0) onProgress(run.nowUs)
  }
  closeRun(run)
  onProgress(run.durationUs)
}

/** Runs from time 0 until everything up to and including `untilUs` has happened, or until that is `enough`. */
export function runUntil(run: Run, untilUs: number, enough: () => boolean): void {
  setUp(run)
  const { queue } = run
  while (!enough() && queue.pop() && queue.nowUs <= untilUs && queue.nowUs < run.durationUs) step(run)
  if (!enough()) run.nowUs = Math.min(untilUs, run.durationUs)
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
  }
  schedule(run)
  run.warmStart = false
  for (const workload of run.workloads) {
    if (workload.kind === 'job') {
      planArrival(run, workload, 0)
      continue
    }
    refreshService(run, workload)
    run.queue.push(0, KIND['load-change'], workload.index)
    const { everyUs } = workload.autoscaler
    if (everyUs !== null && everyUs < run.durationUs) run.queue.push(everyUs, KIND['pod-autoscaler'], workload.index)
  }
  const { everyUs } = run.nodeAutoscaler
  if (everyUs !== null && everyUs < run.durationUs) run.queue.push(everyUs, KIND['node-autoscaler'])
}
