import { isSame } from '../../compare/tolerance.ts'
import type { ReportContext } from '../report-context.ts'
import { inScale, joinedUnit, scaleFor, withUnit } from '../units.ts'

export function valueText(context: ReportContext, value: number | null, unit: string): string {
  return withUnit(value, unit, context.results.currency)
}

export function summaryValues(context: ReportContext, metric: string): (number | null)[] {
  return context.results.variants.map((variant) => variant.summary[metric] ?? null)
}

/**
 * "12 with static, 9.5 with lean" for a few variants; for many the extremes: "from 9.5 (lean) to 12 (static)";
 * one number when nothing sets the variants apart.
 */
export function acrossVariants(context: ReportContext, values: readonly (number | null)[], unit: string): string {
  const named = context.results.variants.map((variant, index) => ({ name: variant.name, value: values[index] ?? null }))
  const known = named.filter((entry): entry is { name: string; value: number } => entry.value !== null)
  const first = known[0]
  if (first === undefined) return 'unknown'
  if (known.every((entry) => isSame(entry.value, first.value, unit))) {
    const text = valueText(context, first.value, unit)
    return known.length === 1 ? text : `${text} in ${known.length === 2 ? 'both variants' : 'every variant'}`
  }
  const sorted = [...known].sort((a, b) => a.value - b.value)
  const scale = scaleFor(unit, values, context.results.currency)
  const print = (entry: { name: string; value: number }): string => {
    const number = inScale(entry.value, entry.value === 0 ? { ...scale, decimals: 0 } : scale)
    return `${joinedUnit(number, scale.unit)} with ${entry.name}`
  }
  if (sorted.length <= 3) return joined(known.map(print))
  const [low, high] = [sorted[0], sorted.at(-1)] as [{ name: string; value: number }, { name: string; value: number }]
  return `from ${print(low)} to ${print(high)}`
}

/** " in any variant", " in every variant"; nothing where there is only one. */
export function inVariants(context: ReportContext, which: 'any' | 'every'): string {
  return context.results.variants.length > 1 ? ` in ${which} variant` : ''
}

/** "a, b and c". */
export function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
