import { closestName, closestNameHint } from '../base/closest-name.ts'
import type { Amounts } from '../model/amounts.ts'
import type { Scenario } from '../model/scenario.ts'
import { exceeding } from './amount-text.ts'
import { type Finding, finding } from './finding.ts'
import type { Path } from './path.ts'
import { type ContainerSaid, type PodSaid, podSaid, requestsOf } from './pod-said.ts'
import { priorityClass } from './priority-of.ts'
import { BUILT_IN_CLASSES, type PriorityClassDocument } from './priority-schema.ts'
import { unreadFields } from './unread-fields.ts'
import type { WorkloadDocument } from './workload-schema.ts'

export interface Surroundings {
  /** Every resource that some node has, or null when not every pool could be understood. */
  readonly resources: readonly string[] | null
  readonly durationUs: number | null
  /** Undefined when the scenario names no start, null when what it says cannot be understood. */
  readonly start: Scenario['start'] | undefined
  /** Null when not every priority class could be understood. */
  readonly priorityClasses: readonly PriorityClassDocument[] | null
}

/** What one field alone cannot tell of a workload's pods. */
export function checkPod(path: Path, workload: WorkloadDocument, around: Surroundings): Finding[] {
  const said = podSaid(workload)
  const missing = workload.template === undefined && Object.keys(requestsOf(workload)).length === 0
  return [
    ...(missing
      ? [finding([...path, 'requests'], 'required, but missing', 'write for instance { cpu: 500m, memory: 1Gi }')]
      : [...said.initContainers, ...said.containers].flatMap((each) =>
          containerFindings(path, each, around.resources),
        )),
    ...besideTemplate(path, workload),
    ...misspelt(path, workload),
    ...priorityFindings([...path, ...said.path], said, around.priorityClasses),
  ]
}

function containerFindings(path: Path, container: ContainerSaid, resources: readonly string[] | null): Finding[] {
  const where = [...path, ...container.path]
  const { requests, limits } = container
  const above = exceeding(requests, limits).map((each) =>
    finding(
      [...where, 'requests', each.resource],
      `${each.inner} is more than the limit of ${each.outer}`,
      'lower the request, or raise the limit',
    ),
  )
  return [
    ...podsRequested([...where, 'requests'], requests),
    ...podsRequested([...where, 'limits'], limits),
    ...above,
    ...unavailable(where, container, resources),
  ]
}

function podsRequested(path: Path, amounts: Amounts): Finding[] {
  if (amounts['pods'] === undefined) return []
  const message = 'a pod does not request pods'
  return [{ ...finding([...path, 'pods'], message, 'remove it; `pods` belongs to the capacity of nodes'), at: 'key' }]
}

/** A pod that requests what no pool has would wait for ever. */
function unavailable(path: Path, container: ContainerSaid, resources: readonly string[] | null): Finding[] {
  if (resources === null) return []
  return (['requests', 'limits'] as const).flatMap((field) => {
    const missing = Object.keys(container[field]).filter((name) => name !== 'pods' && !resources.includes(name))
    const shown = field === 'limits' ? missing.filter((name) => container.requests[name] === undefined) : missing
    return shown.map(
      (name): Finding => ({
        path: [...path, field, name],
        message: `no node pool has ${name}`,
        hint: closestNameHint(name, resources),
        at: 'key',
      }),
    )
  })
}

/** The fields that a template says instead; each with its place in the template. */
const IN_TEMPLATE = {
  labels: 'template.metadata.labels',
  requests: 'resources of template.spec.containers',
  limits: 'resources of template.spec.containers',
  ports: 'template.spec.containers',
  terminationGracePeriod: 'template.spec.terminationGracePeriodSeconds',
  nodeSelector: 'template.spec.nodeSelector',
  tolerations: 'template.spec.tolerations',
  affinity: 'template.spec.affinity',
  topologySpreadConstraints: 'template.spec.topologySpreadConstraints',
  priority: 'template.spec.priority',
  priorityClassName: 'template.spec.priorityClassName',
  preemptionPolicy: 'template.spec.preemptionPolicy',
  nodeName: 'template.spec.nodeName',
} as const

function besideTemplate(path: Path, workload: WorkloadDocument): Finding[] {
  if (workload.template === undefined) return []
  const fields = Object.entries(IN_TEMPLATE).filter(([name]) => isSaid(workload[name as keyof typeof IN_TEMPLATE]))
  const findings = fields.map(
    ([name, place]): Finding => ({
      ...finding([...path, name], `\`${name}\` beside a template`, `write it in ${place}`),
      at: 'key',
    }),
  )
  if (workload.image.name === undefined) return findings
  const message = '`image.name` beside a template'
  return [...findings, finding([...path, 'image', 'name'], message, 'write it in template.spec.containers')]
}

function isSaid(value: unknown): boolean {
  return value !== undefined && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

/** Manifests may have fields that nobody here reads, but not one that is nearly one that is read. */
function misspelt(path: Path, { template }: WorkloadDocument): Finding[] {
  if (template === undefined) return []
  return unreadFields(template).flatMap((unread): Finding[] => {
    const nearest = unread.isKubernetes ? null : closestName(unread.key, unread.read)
    if (nearest === null) return []
    const message = `unknown key "${unread.key}" in "${String(unread.path.at(-1))}"`
    return [
      {
        path: [...path, 'template', ...unread.path, unread.key],
        message,
        hint: `did you mean "${nearest}"?`,
        at: 'key',
      },
    ]
  })
}

function priorityFindings(
  path: Path,
  { fields }: PodSaid,
  classes: readonly PriorityClassDocument[] | null,
): Finding[] {
  const { priority, priorityClassName: name, preemptionPolicy } = fields
  if (name === undefined || classes === null) return []
  const found = priorityClass(name, classes)
  if (found === undefined) {
    const names = [...new Set([...classes, ...BUILT_IN_CLASSES].map((each) => each.name))]
    return [finding([...path, 'priorityClassName'], `no priority class named "${name}"`, closestNameHint(name, names))]
  }
  const findings: Finding[] = []
  for (const field of ['priority', 'preemptionPolicy'] as const) {
    const [own, ofClass] = field === 'priority' ? [priority, found.value] : [preemptionPolicy, found.preemptionPolicy]
    if (own === undefined || own === ofClass) continue
    findings.push(
      finding([...path, field], `${own} is not what the class "${name}" has, ${ofClass}`, 'leave out one of them'),
    )
  }
  return findings
}
