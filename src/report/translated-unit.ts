import { knownKey, type Say } from './messages/messages.ts'
import { NO_BREAK } from './numbers.ts'
import type { ReportContext } from './report-context.ts'
import { differenceIn, inScale, joinedUnit, type Scale, scaleFor } from './units.ts'

/** A unit as the language writes it; those of science and money are the same in all. */
export function unitName(say: Say, unit: string): string {
  const key = knownKey(`unit.${unit}`)
  return key === null ? unit : say(key)
}

/** The scale that suits all of `values`, its unit in the language of the report. */
export function scaleOf({ results, say }: ReportContext, unit: string, values: readonly (number | null)[]): Scale {
  const scale = scaleFor(unit, values, results.currency)
  return { ...scale, unit: unitName(say, scale.unit) }
}

/** The number with its unit, for sentences. */
export function valueText(context: ReportContext, value: number | null, unit: string): string {
  const scale = scaleOf(context, unit, [value])
  if (value === null) return inScale(value, scale)
  return joinedUnit(inScale(value, value === 0 ? { ...scale, decimals: 0 } : scale), scale.unit)
}

/** A difference of two values; of two shares in percentage points. */
export function differenceValue({ say, results }: ReportContext, absolute: number, unit: string, scale: Scale): string {
  if (scale.unit !== '%') return differenceIn(absolute, scale)
  const plain = scaleFor(unit, [absolute], results.currency)
  return `${inScale(Math.abs(absolute), { ...scale, divisor: plain.divisor })}${NO_BREAK}${unitName(say, 'pp')}`
}
