import { readNodeInventory } from '../importers/node-inventory.ts'
import type { OpenbTrace } from '../importers/openb.ts'
import { readSubmissions } from '../importers/submissions.ts'
import { type CurveProblem, readCurve, resolveCurveRefs } from '../load/curve-field.ts'
import { CURVES } from '../load/registry.ts'
import type { CurveFiles } from '../load/types.ts'
import type { NodeShape } from '../model/cluster-spec.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import type { Note } from '../model/scenario.ts'
import type { ListedSubmissions } from '../model/workload.ts'
import type { NodePoolDocument } from './cluster-schema.ts'
import { shapeAmounts } from './fill-defaults.ts'
import { type Finding, finding } from './finding.ts'
import type { InputFiles } from './input-files.ts'
import { MAX_REPLICAS } from './limits.ts'
import { type ServiceLog, serviceLog } from './listed-requests.ts'
import type { Part, Parts } from './parts.ts'
import type { Path } from './path.ts'
import { readImport } from './read-import.ts'
import type { IngressDocument } from './service-schema.ts'
import { timeAxis } from './time-axis.ts'
import type { WorkloadDocument } from './workload-schema.ts'

export interface ListedNode {
  readonly name: string
  readonly shape: NodeShape
}

/** What a document's parts become once the files that they name are read. */
export interface Inputs {
  /** Listed nodes of each of `parts.pools`. */
  readonly listed: readonly (readonly ListedNode[])[]
  /** The resolved curve of each of `parts.workloads`; null for jobs without one. */
  readonly curves: readonly (PluginRef | null)[]
  /** The requests of each of `parts.workloads` whose load is a log of them. */
  readonly logs: readonly (ServiceLog | null)[]
  /** The curves of `curves`, resolved. */
  readonly named: ReadonlyMap<string, PluginRef>
  /** The listed submissions of each of `parts.workloads`; null for those without a list. */
  readonly submissions: readonly (ListedSubmissions | null)[]
  /** Nodes and workloads of a trace; null: there is none. */
  readonly trace: OpenbTrace | null
  readonly findings: readonly Finding[]
  readonly notes: readonly Note[]
}

export function readInputs(parts: Parts, files: InputFiles): Inputs {
  const findings: Finding[] = []
  const notes: Note[] = []
  const listed = parts.pools.map((pool) => {
    const inventory = listedNodes(pool, files)
    findings.push(...inventory.findings)
    notes.push(...inventory.notes)
    return inventory.nodes
  })
  findings.push(...repeatedNodes(parts, listed))
  const { curves, named } = readCurves(parts, files, findings, notes)
  const submissions = parts.workloads.map((workload) => {
    const list = listedSubmissions(workload, parts, files)
    findings.push(...list.findings)
    notes.push(...list.notes)
    return list.submissions
  })
  const axis = curveFiles(parts, files)
  const logs = parts.workloads.map((workload, index) => {
    if (axis === null) return null
    const { log, findings: found } = serviceLog(workload, curves[index] ?? null, axis)
    findings.push(...found)
    return log
  })
  const imported = readImport(parts, files)
  findings.push(...imported.findings)
  notes.push(...(imported.trace?.notes ?? []))
  return { listed, curves, named, logs, submissions, trace: imported.trace, findings, notes }
}

function listedNodes({ path, value: pool }: Part<NodePoolDocument>, files: InputFiles) {
  if (pool.nodes === undefined) return { nodes: [], findings: [], notes: [] }
  const where = [...path, 'nodes', 'csv']
  const content = files.readText(pool.nodes.csv)
  if ('problem' in content) return { nodes: [], findings: [finding(where, content.problem)], notes: [] }
  const { capacity, allocatable } = shapeAmounts(pool)
  const { pods: maxPods = 0, ...amounts } = capacity
  const reserved = Object.entries(amounts).map(
    ([name, amount]) => [name, amount - (allocatable[name] ?? amount)] as const,
  )
  const inventory = readNodeInventory(pool.nodes.csv, content.text, pool.nodes.columns, {
    capacity: amounts,
    maxPods: allocatable['pods'] ?? maxPods,
    reserved: pool.reserved ?? Object.fromEntries(reserved),
    labels: pool.labels,
    taints: pool.taints,
  })
  const findings = inventory.problems.map(({ message, hint }) => finding(where, message, hint))
  return { nodes: inventory.nodes, findings, notes: inventory.notes }
}

function listedSubmissions({ path, value: { job } }: Part<WorkloadDocument>, parts: Parts, files: InputFiles) {
  const none = { submissions: null, findings: [], notes: [] }
  if (job?.arrivals.kind !== 'csv' || parts.durationUs === null || parts.start === null) return none
  const where = [...path, 'job', 'arrivals', 'csv']
  const { file, columns } = job.arrivals
  const content = files.readText(file)
  if ('problem' in content) return { ...none, findings: [finding(where, content.problem)] }
  const list = readSubmissions(file, content.text, columns, {
    startEpochUs: parts.start === undefined ? null : parts.start.epochMs * 1000,
    durationUs: parts.durationUs,
    podsMax: MAX_REPLICAS,
  })
  return { ...list, findings: list.problems.map(({ message, hint }) => finding(where, message, hint)) }
}

function repeatedNodes(parts: Parts, listed: readonly (readonly ListedNode[])[]): Finding[] {
  const poolOf = new Map<string, number>()
  const findings: Finding[] = []
  listed.forEach((nodes, index) => {
    const repeated = nodes.find(({ name }) => poolOf.has(name))
    if (repeated !== undefined) {
      const path = [...(parts.pools[index]?.path ?? []), 'nodes', 'csv']
      findings.push(
        finding(
          path,
          `the node "${repeated.name}" is also listed by another pool`,
          'let each pool list nodes of its own',
        ),
      )
    }
    for (const { name } of nodes) poolOf.set(name, index)
  })
  return findings
}

function readCurves(
  parts: Parts,
  files: InputFiles,
  findings: Finding[],
  notes: Note[],
): Pick<Inputs, 'curves' | 'named'> {
  const axis = curveFiles(parts, files)
  const report = (path: Path, problems: readonly CurveProblem[]): void => {
    for (const problem of problems) findings.push(finding([...path, ...problem.path], problem.message, problem.hint))
  }
  const read = (path: Path, ref: PluginRef): PluginRef => {
    if (axis === null) return ref
    const result = readCurve(ref, axis)
    report(path, result.problems)
    notes.push(...result.notes)
    return result.ref
  }
  const written = new Map(parts.curves.map(({ path, value }) => [String(path.at(-1)), read(path, value)]))
  for (const { path } of parts.curves) {
    const name = String(path.at(-1))
    const ref = written.get(name)
    if (CURVES.some((plugin) => plugin.name === name)) findings.push({ ...nameTaken(path, name), at: 'key' })
    else if (ref !== undefined) report(path, resolveCurveRefs(ref, written).problems)
  }
  const resolve = (where: Path, ref: PluginRef): PluginRef => {
    const resolved = resolveCurveRefs(read(where, ref), written)
    report(where, resolved.problems)
    return resolved.ref
  }
  const split = parts.ingress.map(({ path, value }) => ({ to: value.to, load: resolve([...path, 'load'], value.load) }))
  const curves = parts.workloads.map(({ path, value: { name, service, job, function: said } }) => {
    if (job?.arrivals.kind === 'curve') return resolve([...path, 'job', 'arrivals'], job.arrivals.curve)
    if (said !== undefined) return resolve([...path, 'function', 'load'], said.load)
    if (service === undefined) return null
    const own = service.load === undefined ? [] : [resolve([...path, 'service', 'load'], service.load)]
    return together([...own, ...split.flatMap((ingress) => sharesOf(ingress, name))])
  })
  const named = new Map([...written].map(([name, ref]) => [name, resolveCurveRefs(ref, written).ref]))
  return { curves, named }
}

/** What of an ingress goes to a service: its weight as a share of all weights. */
function sharesOf({ to, load }: { readonly to: IngressDocument['to']; readonly load: PluginRef }, name: string) {
  const weight = Object.hasOwn(to, name) ? (to[name] ?? 0) : 0
  const sum = Object.values(to).reduce((all, each) => all + each, 0)
  return weight === 0 ? [] : [{ name: 'scale', options: { curve: load, by: weight / sum } }]
}

/** Nothing comes of itself to a service that is only called. */
function together(loads: readonly PluginRef[]): PluginRef {
  if (loads.length === 0) return { name: 'constant', options: 0 }
  return loads.length === 1 ? loads[0] : { name: 'sum', options: loads }
}

function nameTaken(path: Path, name: string): Finding {
  return finding(path, `"${name}" is a kind of curve already`, 'give the curve a name of its own')
}

/** Access to files and to the time axis; null while the duration or the start have mistakes of their own. */
function curveFiles({ durationUs, start }: Parts, files: InputFiles): CurveFiles | null {
  if (durationUs === null || start === null) return null
  return {
    ...timeAxis(durationUs, start),
    readText: (path) => files.readText(path),
  }
}
