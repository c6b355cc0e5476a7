import { CPU, EPHEMERAL_STORAGE, MEMORY } from '../model/amounts.ts'
import { DEVICE_MILLI, milliOn } from '../model/gpus.ts'
import type { Run, WorkloadState } from './run.ts'

/**
 * A pod takes up its part of its node's price (+1) or gives it back (−1). The price is cut into equal parts, one for each of cpu, memory,
 * every extended resource that the node has, and its shared GPUs; of each part the pod bears request / allocatable.
 */
export function trackCost(run: Run, workload: WorkloadState, pod: number, sign: 1 | -1): void {
  const { nodes, pods, classes } = run.cluster
  const node = pods.node[pod]
  const { pricePerHour } = run.pools[nodes.pool[node]].spec.offerings[nodes.offering[node]]
  if (pricePerHour === 0) return
  const { requests, scheduling } = classes[pods.podClass[pod]]
  const { allocatable } = nodes
  const shape = nodes.devices.shapes[node]
  let parts = shape === null ? 0 : 1
  for (let r = 0; r < allocatable.length; r++) if (isPriced(r) && allocatable[r][node] > 0) parts++
  if (parts === 0) return
  const perPart = (sign * pricePerHour) / parts
  const { requested, gpus } = workload.metrics.costPerHour
  for (let r = 0; r < allocatable.length; r++) {
    if (isPriced(r) && requests[r] > 0) requested[r].add(run.nowUs, (perPart * requests[r]) / allocatable[r][node])
  }
  const { gpu } = scheduling
  if (shape === null || gpu === undefined) return
  gpus.add(run.nowUs, (perPart * gpu.count * milliOn(gpu, shape)) / (shape.count * DEVICE_MILLI))
}

/** A workload without pods on nodes bears nothing; sums of fractions would leave a speck. */
export function clearCost({ nowUs }: Run, { metrics: { costPerHour } }: WorkloadState): void {
  for (const level of costPerHour.requested) level.set(nowUs, 0)
  costPerHour.gpus.set(nowUs, 0)
}

/** Disk comes with the machine and hardly ever decides which one is bought. */
function isPriced(resource: number): boolean {
  return resource === CPU || resource === MEMORY || resource > EPHEMERAL_STORAGE
}
