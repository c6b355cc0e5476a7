import type { Problem } from '../base/problem.ts'
import { curveExtent } from '../load/curve-extent.ts'
import { BASE_RESOURCES } from '../model/amounts.ts'
import { checkAutoscalers } from './check-autoscalers.ts'
import { checkCalls } from './check-calls.ts'
import { checkNames } from './check-names.ts'
import { checkPool, checkSize } from './check-pools.ts'
import { checkQueues } from './check-queues.ts'
import { checkArrivals, checkListed, checkWorkload } from './check-workloads.ts'
import { shapeAmounts } from './fill-defaults.ts'
import { type Finding, finding, toProblem } from './finding.ts'
import { inlineInstanceTypes } from './inline-instance-types.ts'
import { inlineSchedulerFiles } from './inline-scheduler-files.ts'
import type { InputFiles } from './input-files.ts'
import { instanceTypesOf } from './instance-types.ts'
import { MAX_STEPS } from './limits.ts'
import { withTokenTimes } from './listed-requests.ts'
import { decodeParts, type Parts } from './parts.ts'
import { type Inputs, readInputs } from './read-inputs.ts'
import type { ScenarioDocument } from './scenario-schema.ts'
import { timeAxis } from './time-axis.ts'
import { nodeAt, type TreeNode } from './tree.ts'
import { checkWarmPods } from './warm-pods.ts'

/** A document that nothing is wrong with, and what its files gave. */
export interface World {
  readonly document: ScenarioDocument
  readonly inputs: Inputs
}

/** Everything that is wrong with a document; its world when nothing is. */
export function examine(
  written: TreeNode,
  files: InputFiles,
): { readonly world: World | null; readonly problems: readonly Problem[] } {
  const configured = inlineSchedulerFiles(written, files)
  const { tree, problems: unlisted } = inlineInstanceTypes(configured.tree, files)
  const unreadable = [...configured.problems, ...unlisted]
  const { parts, findings } = decodeParts(tree)
  const inputs = readInputs(parts, files)
  const resources = resourcesOf(parts, inputs)
  const all = [
    ...findings,
    ...inputs.findings,
    ...absenceFindings(parts),
    ...checkNames(parts, resources),
    ...checkCalls(parts),
    ...checkSize(parts),
    ...checkQueues(parts),
    ...checkWarmPods(parts),
    ...checkAutoscalers(parts),
    ...parts.pools.flatMap((pool, index) => checkPool(pool, inputs.listed[index]?.length ?? 0)),
    ...parts.workloads.flatMap(({ path, value }, index) => {
      const workload = { path, value: withTokenTimes(value, inputs.logs[index] ?? null) }
      const known = parts.allPoolsKnown && inputs.findings.length === 0 ? resources : null
      const { durationUs, start, priorityClasses } = parts
      return checkWorkload(workload, { resources: known, durationUs, start, priorityClasses })
    }),
  ]
  if (all.length === 0 && unreadable.length === 0 && parts.document !== null) {
    all.push(...arrivalFindings(parts, parts.document, inputs))
  }
  const problems = [...unreadable, ...all.map((finding) => toProblem(tree, finding))]
  const world =
    parts.document === null || problems.length > 0 ? null : { document: withSidecars(parts.document), inputs }
  return { world, problems }
}

/** The scenario's sidecar stands beside the pods of every service that has none of its own. */
function withSidecars(document: ScenarioDocument): ScenarioDocument {
  const { sidecar } = document
  if (sidecar === undefined) return document
  const workloads = document.workloads.map((workload) =>
    workload.service === undefined ? workload : { ...workload, service: { sidecar, ...workload.service } },
  )
  return { ...document, workloads }
}

/** A trace brings nodes and workloads; without one the scenario has to. */
function absenceFindings({ tree }: Parts): Finding[] {
  if (tree.kind !== 'map' || nodeAt(tree, ['import']) !== null) return []
  const lists = [
    [['cluster', 'nodePools'], 'nodes', '- { name: general, count: 3, capacity: { cpu: 16, memory: 64Gi } }'],
    [
      ['workloads'],
      'workloads',
      '- { name: web, requests: { cpu: 500m }, service: { load: 100/s, capacityPerReplica: 50/s } }',
    ],
  ] as const
  return lists.flatMap(([path, what, example]) => {
    const list = nodeAt(tree, path)
    const isEmpty = list === null || (list.kind === 'list' && list.items.length === 0)
    return isEmpty ? [finding(path, `a scenario needs ${what}`, `write for instance ${example}`)] : []
  })
}

/** Only a curve that nothing is wrong with can be measured. */
function arrivalFindings(parts: Parts, { duration, start, resolution }: ScenarioDocument, inputs: Inputs): Finding[] {
  return parts.workloads.flatMap((workload, index) => {
    const listed = inputs.submissions[index] ?? null
    if (listed !== null) return checkListed(workload, listed)
    const curve = inputs.curves[index] ?? null
    if (workload.value.job === undefined || curve === null) return []
    return checkArrivals(workload, curveExtent(curve, timeAxis(duration, start), resolution, MAX_STEPS))
  })
}

/** The base resources, and every other one that some node has. */
function resourcesOf(parts: Parts, { listed }: Inputs): string[] {
  const names = new Set<string>(BASE_RESOURCES)
  for (const { value } of parts.pools) {
    const machines = instanceTypesOf(value).map(({ capacity }) => capacity)
    for (const amounts of [shapeAmounts(value).capacity, ...machines])
      for (const name of Object.keys(amounts)) names.add(name)
  }
  for (const { shape } of listed.flat()) for (const name of Object.keys(shape.capacity)) names.add(name)
  names.delete('pods')
  return [...names]
}
