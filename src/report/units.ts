import { fixed, NO_BREAK, THIN, UNKNOWN } from './numbers.ts'

/** How the values of one unit are printed where they stand together: same scale, same decimals. */
export interface Scale {
  /** What one printed unit is worth. */
  readonly divisor: number
  readonly decimals: number
  /** SI letter that stays with the number ("31.3 k"); empty without. */
  readonly suffix: string
  /** Printed once: in the header, or after the number in a sentence. */
  readonly unit: string
}

interface Step {
  readonly from: number
  readonly divisor: number
  readonly suffix?: string
  readonly unit?: string
}

const SI: readonly Step[] = [
  { from: 999.5e9, divisor: 1e12, suffix: 'T' },
  { from: 999.5e6, divisor: 1e9, suffix: 'G' },
  { from: 999.5e3, divisor: 1e6, suffix: 'M' },
  { from: 9999.5, divisor: 1e3, suffix: 'k' },
]
const DURATION: readonly Step[] = [
  { from: 3 * 3600, divisor: 3600, unit: 'h' },
  { from: 600, divisor: 60, unit: 'min' },
]
const BYTES: readonly Step[] = [
  { from: 1024 * 1024 * 1024 * 1024, divisor: 1024 * 1024 * 1024 * 1024, unit: 'TiB' },
  { from: 1024 * 1024 * 1024, divisor: 1024 * 1024 * 1024, unit: 'GiB' },
  { from: 1024 * 1024, divisor: 1024 * 1024, unit: 'MiB' },
  { from: 1024, divisor: 1024, unit: 'KiB' },
]

const PLAIN: Step = { from: 0, divisor: 1 }

/** The scale that suits all of `values` at once. */
export function scaleFor(unit: string, values: readonly (number | null)[], currency: string): Scale {
  const column = columnOf(values)
  switch (unit) {
    case 'share':
      return { divisor: 0.01, decimals: percentDecimals(column), suffix: '', unit: '%' }
    case 's':
      return duration(column)
    case 'B':
    case 'bytes':
      return stepped(BYTES, column, unit)
    case 'currency':
    case 'currency/h':
      return money(
        column,
        unit.replace('currency', () => currency),
      )
    default:
      return stepped(SI, column, unit === '1' ? '' : unit)
  }
}

interface Column {
  readonly largest: number
  /** Of those that are not zero. */
  readonly smallest: number
  /** Zero included. */
  readonly least: number
  readonly whole: boolean
}

function columnOf(values: readonly (number | null)[]): Column {
  const known = values.filter((value) => value !== null)
  const sizes = known.map(Math.abs)
  return {
    largest: Math.max(0, ...sizes),
    smallest: Math.min(...sizes.filter((size) => size > 0)),
    least: Math.min(...known),
    whole: known.every(Number.isInteger),
  }
}

/** Near 0 and near 100 % the second decimal is what a reader looks for. */
function percentDecimals({ largest, smallest, least }: Column): number {
  if (largest === 0) return 0
  return largest < 0.1 || smallest < 0.01 || least >= 0.9 ? 2 : 1
}

function duration(column: Column): Scale {
  const step = stepFor(DURATION, column)
  if (step.divisor !== 1) return { divisor: step.divisor, decimals: 1, suffix: '', unit: step.unit ?? 's' }
  return { divisor: 1, decimals: !column.whole && column.largest < 10 ? 1 : 0, suffix: '', unit: 's' }
}

/** Cents matter until there are ten thousand of the whole; from a million on three digits say it. */
function money(column: Column, unit: string): Scale {
  if (column.largest >= 999_999.5) return stepped(SI, column, unit)
  return { divisor: 1, decimals: column.largest >= 9_999.5 ? 0 : 2, suffix: '', unit }
}

/** Three significant digits; counts that are all whole stay whole. */
function stepped(steps: readonly Step[], column: Column, unit: string): Scale {
  const step = stepFor(steps, column)
  const scaled = column.largest / step.divisor
  const decimals = scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2
  return {
    divisor: step.divisor,
    decimals: column.whole && step.divisor === 1 ? 0 : decimals,
    suffix: step.suffix ?? '',
    unit: step.unit ?? unit,
  }
}

/** The largest step that suits the largest value and does not round the smallest away. */
function stepFor(steps: readonly Step[], { largest, smallest }: Column): Step {
  return steps.find((step) => largest >= step.from && smallest >= step.divisor / 2) ?? PLAIN
}

/** The number alone: the unit stands in a header. */
export function inScale(value: number | null, scale: Scale): string {
  if (value === null) return UNKNOWN
  const number = fixed(value / scale.divisor, scale.decimals)
  return scale.suffix === '' ? number : `${number}${THIN}${scale.suffix}`
}

const SINGULAR: ReadonlyMap<string, string> = new Map([
  ['nodes', 'node'],
  ['pods', 'pod'],
  ['jobs', 'job'],
  ['node-hours', 'node-hour'],
])

/** The printed number with its unit. */
export function joinedUnit(number: string, unit: string): string {
  return unit === '' ? number : `${number}${NO_BREAK}${number === '1' ? (SINGULAR.get(unit) ?? unit) : unit}`
}

/** The number with its unit: for sentences. */
export function withUnit(value: number | null, unit: string, currency: string): string {
  if (value === null) return UNKNOWN
  const fitting = scaleFor(unit, [value], currency)
  const scale = value === 0 ? { ...fitting, decimals: 0 } : fitting
  return joinedUnit(inScale(value, scale), scale.unit)
}

/** A difference of two values, without sign; of two shares in percentage points. */
export function differenceIn(absolute: number, scale: Scale): string {
  const unit = scale.unit === '%' ? 'pp' : scale.unit
  return joinedUnit(inScale(Math.abs(absolute), scale), unit)
}
