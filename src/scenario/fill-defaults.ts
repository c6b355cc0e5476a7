import type { Amounts } from '../model/amounts.ts'
import { DEFAULT_MAX_PODS, type NodePoolDocument } from './cluster-schema.ts'
import { instanceTypesOf } from './instance-types.ts'
import { MAX_NODES } from './limits.ts'
import { imageBytes, imageNameOf, limitsOf as limitsOfPod, podSaid, requestsOf, templateLabels } from './pod-said.ts'
import { priorityOf } from './priority-of.ts'
import { workOfRequests } from './replica-work.ts'
import type { ScenarioDocument } from './scenario-schema.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/*
 * Defaults that depend on other fields. They are filled in before anything is built, so that the resolved scenario shows them
 * and reads back as the same scenario.
 */

/** Room for a peak of ten times the usual size, and still an end to what a mistaken policy may order. */
const GROWTH_LIMIT = 10

/** Nodes of a pool before any file is read. */
export function countOf(pool: NodePoolDocument): number {
  return pool.count ?? (pool.nodes === undefined ? 1 : 0)
}

/** What a node of the pool has and what pods may use of it, `pods` included. */
export function shapeAmounts(
  pool: NodePoolDocument,
  has: Amounts | undefined = pool.capacity ?? instanceTypesOf(pool)[0]?.capacity,
): { readonly capacity: Amounts; readonly allocatable: Amounts } {
  const capacity = { pods: DEFAULT_MAX_PODS, ...has }
  const reserved = pool.reserved ?? {}
  const unreserved = Object.entries(capacity).map(([name, amount]) => [name, amount - (reserved[name] ?? 0)] as const)
  return { capacity, allocatable: { ...Object.fromEntries(unreserved), ...pool.allocatable } }
}

/** Bounds of the pool's size; `listed` is the number of nodes that it reads from a file. */
export function limitsOf(pool: NodePoolDocument, listed: number): { readonly min: number; readonly max: number } {
  const size = countOf(pool) + listed
  const growable = Math.min(MAX_NODES, Math.max(GROWTH_LIMIT, GROWTH_LIMIT * size))
  return { min: pool.limits.min ?? 0, max: pool.limits.max ?? (canGrow(pool) ? growable : size) }
}

/** Whether it is said what a new node has. */
export function canGrow({ capacity, instanceTypes }: NodePoolDocument): boolean {
  return capacity !== undefined || instanceTypes !== undefined
}

export function fillPool(pool: NodePoolDocument, listed: number): NodePoolDocument {
  const { capacity, allocatable } = shapeAmounts(pool)
  const plain = pool.reserved === undefined && pool.nodes === undefined && pool.instanceTypes === undefined
  return {
    ...pool,
    count: countOf(pool),
    ...(pool.capacity === undefined ? {} : { capacity }),
    ...(plain ? { allocatable } : {}),
    limits: limitsOf(pool, listed),
  }
}

export function usageOf(workload: WorkloadDocument): { readonly idle: Amounts; readonly busy: Amounts } {
  const requests = requestsOf(workload)
  const idle: Amounts & { cpu: number } = { cpu: 0, ...heldWhenIdle(requests), ...workload.usage.idle }
  const { cpuMilli, memoryBytes, sidecarCpuMilli } = workOfRequests(workload)
  const busy = {
    ...requests,
    ...(cpuMilli === null ? {} : { cpu: Math.round(idle.cpu + cpuMilli + sidecarCpuMilli) }),
    ...(memoryBytes === null ? {} : { memory: Math.round((idle['memory'] ?? 0) + memoryBytes) }),
    ...workload.usage.busy,
  }
  return { idle, busy }
}

/** Use of a replica's capacity above which its memory exceeds the limit; null: it never does. */
export function memoryBound(workload: WorkloadDocument): number | null {
  const limit = limitsOfPod(workload)['memory']
  const { memoryBytes } = workOfRequests(workload)
  if (limit === undefined || memoryBytes === null || memoryBytes === 0) return null
  const bound = Math.max(0, limit - (usageOf(workload).idle['memory'] ?? 0)) / memoryBytes
  return bound >= 1 ? null : bound
}

/** A pod without work still holds its memory and its files; other devices stand idle. */
function heldWhenIdle(requests: Amounts): Amounts {
  const held = Object.entries(requests).map(([name, amount]) => {
    return [name, name === 'memory' || name === 'ephemeral-storage' ? amount : 0] as const
  })
  return Object.fromEntries(held)
}

/** What of the rest of a scenario a workload's defaults depend on. */
export type AroundWorkloads = Pick<ScenarioDocument, 'images' | 'priorityClasses'>

export function fillWorkload(workload: WorkloadDocument, { images, priorityClasses }: AroundWorkloads) {
  const said = podSaid(workload)
  const size = imageBytes(said.containers[0]?.image ?? '', workload, workload.template === undefined ? images : {})
  const priority = priorityOf(said, priorityClasses)
  const filled = {
    ...workload,
    ...(workload.service === undefined ? {} : { replicas: replicasOf(workload) }),
    usage: usageOf(workload),
  }
  const { template, name } = workload
  if (template === undefined) {
    return {
      ...filled,
      labels: said.labels,
      requests: requestsOf(workload),
      image: { name: imageNameOf(workload), size },
      terminationGracePeriod: said.terminationUs,
      ...priority,
    }
  }
  const metadata = { ...template.metadata, labels: templateLabels(name, template) }
  return { ...filled, image: { size }, template: { ...template, metadata, spec: { ...template.spec, ...priority } } }
}

export function replicasOf(workload: WorkloadDocument): number {
  return workload.replicas ?? 1
}
