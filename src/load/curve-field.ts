import { closestNameHint } from '../base/closest-name.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import type { Note } from '../model/scenario.ts'
import { curveName } from './curve-codec.ts'
import { CURVE, CURVES } from './registry.ts'
import type { CurveFiles, CurvePlugin, OptionPath } from './types.ts'

/*
 * From the scenario's text to references that `buildCurve` understands:
 * 1. `curveField()` decodes every place where a curve stands, the entries of `curves:` included;
 * 2. `readCurve()` reads the files of each of them, at the place where they are written, so each file once;
 * 3. `resolveNamedCurves()` makes the entries of `curves:` whole, `resolveCurveRefs()` puts them where workloads name them.
 */

/** Parts that one curve may expand to; names that double each other would otherwise fill the memory. */
const PARTS_MAX = 1000

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

/** The curves of `curves:` with the names of other curves in them replaced; unknown names and circles are problems. */
export function resolveNamedCurves(curves: ReadonlyMap<string, PluginRef>): {
  readonly curves: ReadonlyMap<string, PluginRef>
  readonly problems: readonly (CurveProblem & { readonly curve: string })[]
} {
  const resolved = new Map<string, PluginRef>()
  const partsOf = new Map<string, number>()
  const problems: (CurveProblem & { curve: string })[] = []
  const open: string[] = []

  const resolve = (curve: string, written: PluginRef): void => {
    open.push(curve)
    let parts = 0
    const visit = (current: PluginRef, path: OptionPath): PluginRef => {
      parts += 1
      const name = curveName(current)
      if (name === null) return mapChildren(current, (child, inside) => visit(child, [...path, ...inside]))
      const next = curves.get(name)
      const refusal = next === undefined ? unknownCurve(name, curves) : circle(open, name)
      if (refusal !== null) problems.push({ curve, path, ...refusal })
      else if (open.length >= PARTS_MAX) parts = Infinity
      else if (next !== undefined && !resolved.has(name)) resolve(name, next)
      parts += partsOf.get(name) ?? 0
      return resolved.get(name) ?? current
    }
    const whole = visit(written, [])
    open.pop()
    if (parts > PARTS_MAX) problems.push({ curve, path: [], ...TOO_MANY_PARTS })
    resolved.set(curve, parts > PARTS_MAX ? written : whole)
    partsOf.set(curve, parts > PARTS_MAX ? 1 : parts)
  }

  for (const [name, written] of curves) if (!resolved.has(name)) resolve(name, written)
  return { curves: resolved, problems }
}

/** A curve with the names in it, at any depth, replaced by the curves that `resolveNamedCurves` gave. */
export function resolveCurveRefs(
  ref: PluginRef,
  curves: ReadonlyMap<string, PluginRef>,
): { readonly ref: PluginRef; readonly problems: readonly CurveProblem[] } {
  const problems: CurveProblem[] = []
  const visit = (current: PluginRef, path: OptionPath): PluginRef => {
    const name = curveName(current)
    if (name === null) return mapChildren(current, (child, inside) => visit(child, [...path, ...inside]))
    const found = curves.get(name)
    if (found === undefined) problems.push({ path, ...unknownCurve(name, curves) })
    return found ?? current
  }
  return { ref: visit(ref, []), problems }
}

type Refusal = Pick<CurveProblem, 'message' | 'hint'>

const TOO_MANY_PARTS: Refusal = {
  message: `the curve is made of more than ${PARTS_MAX} curves`,
  hint: 'let its curves name fewer others',
}

function circle(open: readonly string[], name: string): Refusal | null {
  if (!open.includes(name)) return null
  const names = [...open.slice(open.indexOf(name)), name].join(' → ')
  return { message: `curve "${name}" is made of itself: ${names}`, hint: 'take one of these names out' }
}

function unknownCurve(name: string, curves: ReadonlyMap<string, PluginRef>): Refusal {
  const known = [...curves.keys(), ...CURVES.map((plugin) => plugin.name)]
  return { message: `no curve named "${name}"`, hint: closestNameHint(name, known) }
}
