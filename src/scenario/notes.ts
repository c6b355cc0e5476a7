import { pathText } from '../base/problem.ts'
import { formatDuration } from '../base/time.ts'
import { namesIn } from '../load/curve-field.ts'
import type { NodePool, NodeShape } from '../model/cluster-spec.ts'
import { milliOn } from '../model/gpus.ts'
import { taggedImageName } from '../model/image-name.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import type { Note } from '../model/scenario.ts'
import type { PodTemplate, Workload } from '../model/workload.ts'
import { PLACEMENTS } from '../policies/placement/registry.ts'
import { shortFunctionTimeout } from './check-functions.ts'
import { shortTimeout } from './check-services.ts'
import { podSaid } from './pod-said.ts'
import type { ScenarioDocument } from './scenario-schema.ts'
import { type Axis, submissionsUs } from './submissions.ts'
import { unreadFields } from './unread-fields.ts'
import type { WorkloadDocument } from './workload-schema.ts'

const ZONE_LABEL = 'topology.kubernetes.io/zone'
const HOST_LABEL = 'kubernetes.io/hostname'

/** What is allowed and still probably not meant. */
export function modelNotes(pools: readonly NodePool[], workloads: readonly Workload[]): Note[] {
  return workloads.flatMap(({ name, pod }, index) => {
    const about = pathText(['workloads', index])
    const selected = pools.filter((pool) => selects(pod, pool))
    if (selected.length === 0)
      return [{ about, text: `no node has the labels that ${name} selects, so its pods stay pending` }]
    const absent = requiredKeys(pod).find((key) => !selected.some((pool) => hasLabel(pool, key)))
    if (absent !== undefined)
      return [{ about, text: `no node that ${name} may go to has the label ${absent}, so its pods stay pending` }]
    const possible = selected.flatMap(possibleNodes)
    if (pod.scheduling.gpu !== undefined && !possible.some((shape) => hasGpuFor(pod, shape)))
      return [{ about, text: `no node that ${name} may go to has the GPUs that it asks for, so its pods stay pending` }]
    return possible.some((shape) => fitsInto(pod, shape))
      ? []
      : [{ about, text: `a pod of ${name} requests more than any node it may go to has, so its pods stay pending` }]
  })
}

/** Pools that would only cost money: every pod has a place, and none has it there. */
export function idlePoolNotes(pools: readonly NodePool[], workloads: readonly Workload[]): Note[] {
  if (workloads.length === 0 || modelNotes(pools, workloads).length > 0) return []
  return pools.flatMap((pool, index) => {
    const isOf = workloads.some(
      ({ pod }) => selects(pod, pool) && possibleNodes(pool).some((shape) => fitsInto(pod, shape)),
    )
    const about = pathText(['cluster', 'nodePools', index])
    return isOf ? [] : [{ about, text: `no pod fits a node of ${pool.name}, so it stays empty` }]
  })
}

/** Named curves that no workload or autoscaler comes to by any way: a misspelt `--set` makes one. */
export function unusedCurveNotes(
  { curves, workloads, ingress }: Pick<ScenarioDocument, 'curves' | 'workloads' | 'ingress'>,
  readByPolicies: readonly string[],
): Note[] {
  const used = new Set<string>()
  const use = (name: string) => {
    const curve = curves[name]
    if (used.has(name) || curve === undefined) return
    used.add(name)
    visit(curve)
  }
  const visit = (ref: PluginRef) => {
    for (const name of namesIn(ref)) use(name)
  }
  for (const { service, job, function: said } of workloads) {
    if (said !== undefined) visit(said.load)
    if (service?.load !== undefined) visit(service.load)
    if (job?.arrivals.kind === 'curve') visit(job.arrivals.curve)
  }
  for (const { load } of ingress) visit(load)
  for (const name of readByPolicies) use(name)
  return Object.keys(curves)
    .filter((name) => !used.has(name))
    .map((name) => ({ about: pathText(['curves', name]), text: 'no workload uses this curve' }))
}

/** Listed images that no workload has: a misspelt name takes its size along. */
export function unusedImageNotes({ images, workloads }: Pick<ScenarioDocument, 'images' | 'workloads'>): Note[] {
  const used = new Set(
    workloads.flatMap((workload) => {
      const { containers, initContainers } = podSaid(workload)
      return [...containers, ...initContainers].map(({ image }) => taggedImageName(image))
    }),
  )
  return Object.keys(images)
    .filter((name) => !used.has(taggedImageName(name)))
    .map((name) => ({ about: pathText(['images', name]), text: 'no workload has this image' }))
}

/** What pod templates say and nobody reads. */
export function unreadFieldNotes(workloads: readonly WorkloadDocument[]): Note[] {
  return workloads.flatMap(({ template }, index) => {
    const unread = template === undefined ? [] : unreadFields(template)
    if (unread.length === 0) return []
    const names = unread.map(({ path, key }) => pathText([...path, key]).replaceAll(/\[\d+\]/g, '[]'))
    const text = `without effect in a simulation: ${[...new Set(names)].join(', ')}`
    return [{ about: pathText(['workloads', index, 'template']), text }]
  })
}

/** Spread constraints and affinity terms that count no pods, as Kubernetes reads them, and hardly mean it. */
export function countlessNotes(workloads: readonly WorkloadDocument[]): Note[] {
  return workloads.flatMap((workload, index) => {
    const { path, fields } = podSaid(workload)
    return fields.topologySpreadConstraints.flatMap(({ labelSelector }, constraint) => {
      if (labelSelector !== undefined) return []
      const about = pathText(['workloads', index, ...path, 'topologySpreadConstraints', constraint])
      return [{ about, text: 'without a labelSelector it counts no pods and spreads nothing' }]
    })
  })
}

/** Requests that nobody would wait for as long as they take. */
export function shortTimeoutNotes(workloads: readonly WorkloadDocument[]): Note[] {
  return workloads.flatMap((workload, index) => {
    const kind = workload.function === undefined ? 'service' : 'function'
    const text = kind === 'service' ? shortTimeout(workload) : shortFunctionTimeout(workload)
    return text === null ? [] : [{ about: pathText(['workloads', index, kind, 'timeout']), text }]
  })
}

/** What a placement policy was asked for and does not do. */
export function placementNotes({ name, options }: PluginRef): Note[] {
  const profile = PLACEMENTS.find((plugin) => plugin.name === name)?.profile(options)
  const ignored = profile?.ignored ?? []
  const text = `not simulated, so without effect: ${ignored.join(', ')}`
  return ignored.length === 0 ? [] : [{ about: `placement ${name}`, text }]
}

/** Submissions that the scenario lists and that never come. */
export function lateSubmissionNotes(workloads: readonly WorkloadDocument[], durationUs: number): Note[] {
  return workloads.flatMap(({ job }, index) => {
    const late = job?.arrivals.kind === 'at' ? job.arrivals.timesUs.filter((us) => us >= durationUs).length : 0
    const text = `${late} of the listed submissions come after the end (${formatDuration(durationUs)}) and never happen`
    return late === 0 ? [] : [{ about: pathText(['workloads', index, 'job', 'arrivals', 'at']), text }]
  })
}

/** Schedules that do not come in the time that the scenario covers. */
export function idleScheduleNotes(workloads: readonly WorkloadDocument[], axis: Axis): Note[] {
  return workloads.flatMap(({ job }, index) => {
    if (job?.arrivals.kind !== 'cron' || submissionsUs(job, axis)?.length !== 0) return []
    const text = `"${job.arrivals.schedule.text}" does not come within the scenario (${formatDuration(axis.durationUs)}); the job never runs`
    return [{ about: pathText(['workloads', index, 'job', 'arrivals', 'cron']), text }]
  })
}

function selects(pod: PodTemplate, pool: NodePool): boolean {
  return Object.entries(pod.nodeSelector).every(([label, value]) => {
    if (label === HOST_LABEL) return true
    if (label === ZONE_LABEL && pool.zones.includes(value)) return true
    return [...pool.offerings, ...pool.listed].some(({ shape }) => shape.labels[label] === value)
  })
}

/** Labels that a node must have for the pod's spread and affinity to let it in. */
function requiredKeys({ scheduling: { topologySpreadConstraints, affinity } }: PodTemplate): string[] {
  const spread = topologySpreadConstraints.filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')
  return [...spread, ...affinity.pod.required].map(({ topologyKey }) => topologyKey)
}

function hasLabel({ zones, offerings, listed }: NodePool, key: string): boolean {
  if (key === HOST_LABEL || (key === ZONE_LABEL && zones.length > 0)) return true
  return [...offerings, ...listed].some(({ shape }) => key in shape.labels)
}

function possibleNodes(pool: NodePool): NodeShape[] {
  const listed = pool.listed.map(({ shape }) => shape)
  return pool.limits.max > listed.length ? [...listed, ...pool.offerings.map(({ shape }) => shape)] : listed
}

function hasGpuFor({ scheduling: { gpu } }: PodTemplate, { gpus }: NodeShape): boolean {
  return gpu === undefined || (gpus !== undefined && gpus.count >= gpu.count && milliOn(gpu, gpus) > 0)
}

function fitsInto(pod: PodTemplate, shape: NodeShape): boolean {
  const { allocatable } = shape
  return (
    hasGpuFor(pod, shape) && Object.entries(pod.requests).every(([name, amount]) => amount <= (allocatable[name] ?? 0))
  )
}
