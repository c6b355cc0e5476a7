import { closestNameHint } from '../base/closest-name.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import type { Note } from '../model/scenario.ts'
import { curveName } from './curve-codec.ts'
import { CURVE, CURVES } from './registry.ts'
import type { CurveFiles, CurvePlugin, LoggedRequests, OptionPath, TimeAxis } from './types.ts'

/*
 * From the scenario's text to references that `buildCurve` understands:
 * 1. `curveField()` decodes every place where a curve stands, the entries of `curves:` included;
 * 2. `readCurve()` reads the files of each of them, at the place where they are written, so each file once;
 * 3. `resolveCurveRefs()` puts the curves of `curves:` (read by then) where curves and workloads name them.
 */

/** Parts that one curve may expand to; names that double each other would otherwise fill the memory. */
const PARTS_MAX = 1000

/** Names on the way from one curve to the last one in it. */
const DEPTH_MAX = 32

/** A problem of a curve; `path` leads from the curve's own place in the scenario to the culprit: `['sum', 1]`. */
export interface CurveProblem {
  readonly path: OptionPath
  readonly message: string
  readonly hint: string | null
}

/** The schema of a curve wherever a scenario has one. */
export function curveField() {
  return CURVE
}

function pluginOf(ref: PluginRef): CurvePlugin | undefined {
  return CURVES.find(({ name }) => name === ref.name)
}

/**
 * The requests of a log whose rate the curve is; null: it is no log, or one that could not be read. A curve made of a log
 * (half of it, two of them) is a rate like any other.
 */
export function requestsOf(ref: PluginRef, axis: TimeAxis): LoggedRequests | null {
  if (ref.data === undefined) return null
  return pluginOf(ref)?.requests?.(ref.options, axis, ref.data) ?? null
}

/** Whether a curve is the rate of a log of requests, or may be one as far as can be told. */
export function isOfRequests(ref: PluginRef): boolean {
  return curveName(ref) !== null || pluginOf(ref)?.requests !== undefined
}

/** The reference with every nested curve replaced, or itself when it has none. */
function mapChildren(ref: PluginRef, map: (child: PluginRef, path: OptionPath) => PluginRef): PluginRef {
  const plugin = pluginOf(ref)
  if (plugin?.mapChildren === undefined) return ref
  return { ...ref, options: plugin.mapChildren(ref.options, (child, path) => map(child, [ref.name, ...path])) }
}

/** Reads the files of a curve and of the curves in it into `data`; curves that it only names are left alone. */
export function readCurve(
  ref: PluginRef,
  files: CurveFiles,
): { readonly ref: PluginRef; readonly notes: readonly Note[]; readonly problems: readonly CurveProblem[] } {
  const notes: Note[] = []
  const problems: CurveProblem[] = []
  const visit = (current: PluginRef, path: OptionPath): PluginRef => {
    const mapped = mapChildren(current, (child, inside) => visit(child, [...path, ...inside]))
    const result = pluginOf(current)?.read?.(current.options, files)
    if (result === undefined) return mapped
    notes.push(...result.notes)
    problems.push(...result.problems.map((problem) => ({ ...problem, path: [...path, current.name] })))
    return result.data === undefined ? mapped : { ...mapped, data: result.data }
  }
  return { ref: visit(ref, []), notes, problems }
}

/**
 * A curve with the names in it, at any depth and through other names, replaced by the curves of `curves:`.
 * Unknown names and circles are told where they are written: a curve that names a faulty one has no problem of its own,
 * so that resolving every entry of `curves` and every curve of a workload gives each problem once.
 */
export function resolveCurveRefs(
  ref: PluginRef,
  curves: ReadonlyMap<string, PluginRef>,
): { readonly ref: PluginRef; readonly problems: readonly CurveProblem[] } {
  const problems: CurveProblem[] = []
  const own = [...curves].find(([, entry]) => entry === ref)?.[0] ?? null
  let parts = 0
  let excessive = false
  const visit = (current: PluginRef, path: OptionPath, via: readonly string[]): PluginRef => {
    parts += 1
    if (parts > PARTS_MAX || via.length > DEPTH_MAX) excessive = true
    if (excessive) return current
    const name = curveName(current)
    if (name === null)
      return mapChildren(current, (child, inside) => visit(child, via.length > 0 ? path : [...path, ...inside], via))
    const found = curves.get(name)
    if (found === undefined) {
      if (via.length === 0) problems.push({ path, ...unknownCurve(name, curves) })
      return current
    }
    if (name === own) problems.push({ path, ...circle([name, ...via, name]) })
    return name === own || via.includes(name) ? current : visit(found, path, [...via, name])
  }
  const resolved = visit(ref, [], [])
  if (excessive && (own !== null || curveName(ref) === null)) problems.push({ path: [], ...TOO_MANY_PARTS })
  return { ref: resolved, problems }
}

/** The names that a curve refers to itself, at any depth; not those behind the names. */
export function namesIn(ref: PluginRef): string[] {
  const name = curveName(ref)
  if (name !== null) return [name]
  const names: string[] = []
  mapChildren(ref, (child) => {
    names.push(...namesIn(child))
    return child
  })
  return names
}

type Refusal = Pick<CurveProblem, 'message' | 'hint'>

const TOO_MANY_PARTS: Refusal = {
  message: `the curve is made of more than ${PARTS_MAX} curves, or names lead to names more than ${DEPTH_MAX} times`,
  hint: 'let its curves name fewer others',
}

function circle(names: readonly string[]): Refusal {
  return { message: `the curve is made of itself: ${names.join(' → ')}`, hint: 'take one of these names out' }
}

function unknownCurve(name: string, curves: ReadonlyMap<string, PluginRef>): Refusal {
  const known = [...curves.keys(), ...CURVES.map((plugin) => plugin.name)]
  return { message: `no curve named "${name}"`, hint: closestNameHint(name, known) }
}
