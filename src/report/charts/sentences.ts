import { isSame } from '../../compare/tolerance.ts'
import type { ReportContext } from '../report-context.ts'
import { scaleOf, valueText } from '../translated-unit.ts'
import { inScale, joinedUnit } from '../units.ts'

export function summaryValues(context: ReportContext, metric: string): (number | null)[] {
  return context.results.variants.map((variant) => variant.summary[metric] ?? null)
}

interface Named {
  readonly name: string
  readonly value: number
}

/**
 * "12 with static, 9.5 with lean" for a few variants; for many the extremes: "from 9.5 (lean) to 12 (static)";
 * one number when nothing sets the variants apart.
 */
export function acrossVariants(context: ReportContext, values: readonly (number | null)[], unit: string): string {
  const { say } = context
  const known = context.results.variants.flatMap(({ name }, index): Named[] => {
    const value = values[index] ?? null
    return value === null ? [] : [{ name, value }]
  })
  const first = known[0]
  if (first === undefined) return say('across.unknown')
  if (known.every((entry) => isSame(entry.value, first.value, unit))) {
    const value = valueText(context, first.value, unit)
    return known.length === 1 ? value : say(known.length === 2 ? 'across.sameBoth' : 'across.same', { value })
  }
  const sorted = [...known].sort((a, b) => a.value - b.value)
  const scale = scaleOf(context, unit, values)
  const print = ({ name, value }: Named): string => {
    const number = inScale(value, value === 0 ? { ...scale, decimals: 0 } : scale)
    return say('across.with', { value: joinedUnit(number, scale.unit), name })
  }
  if (sorted.length <= 3) return joined(context, known.map(print))
  const [low, high] = [sorted[0], sorted.at(-1)] as [Named, Named]
  return say('across.range', { low: print(low), high: print(high) })
}

/** " in any variant", " in every variant"; nothing where there is only one. */
export function inVariants({ results, say }: ReportContext, which: 'any' | 'every'): string {
  return results.variants.length > 1 ? say(`scope.${which}`) : ''
}

/** "a, b and c". */
export function joined({ say }: ReportContext, parts: readonly string[]): string {
  const last = parts.at(-1)
  if (parts.length < 2 || last === undefined) return parts.join('')
  return say('list.and', { first: parts.slice(0, -1).join(say('list.comma')), last })
}

/** "3 min": the width of the series' steps. */
export function bucketText(context: ReportContext): string {
  const seconds = context.time.bucketSeconds
  return seconds % 60 === 0 && seconds < 600
    ? `${seconds / 60}\u00a0${context.say('unit.min')}`
    : valueText(context, seconds, 's')
}
