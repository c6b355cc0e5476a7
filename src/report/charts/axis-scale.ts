/** How an axis prints: values are divided before they are drawn, so that ticks are short plain numbers. */
export interface AxisScale {
  readonly divisor: number
  readonly unit: string
  readonly max: number
  readonly ticks: readonly number[]
}

/** Below this a value is drawn as zero. */
const TINY = 1e-9

const SI = [
  { from: 1e12, letter: 'T' },
  { from: 1e9, letter: 'G' },
  { from: 1e6, letter: 'M' },
  { from: 1e3, letter: 'k' },
]

/** From 0 to a round number above `largest`, with about `count` ticks. */
export function axisScale(unit: string, largest: number, currency: string, count = 4): AxisScale {
  if (unit === 'share') return scaled(0.01, '%', largest, count)
  if (unit === 's') return seconds(largest, count)
  const name = unit.replace('currency', () => currency)
  const step = SI.find((candidate) => largest >= candidate.from)
  return step === undefined
    ? scaled(1, name, largest, count)
    : scaled(step.from, `${step.letter} ${name}`, largest, count)
}

function seconds(largest: number, count: number): AxisScale {
  if (largest >= 3 * 3600) return scaled(3600, 'h', largest, count)
  return largest >= 600 ? scaled(60, 'min', largest, count) : scaled(1, 's', largest, count)
}

function scaled(divisor: number, unit: string, largest: number, count: number): AxisScale {
  const top = largest / divisor > TINY ? largest / divisor : 1
  const step = roundStep(top / count)
  const steps = Math.max(1, Math.ceil(top / step - 1e-9))
  return { divisor, unit, max: tidy(steps * step), ticks: Array.from({ length: steps + 1 }, (_, i) => tidy(i * step)) }
}

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `rough`. */
function roundStep(rough: number): number {
  let magnitude = 1
  while (magnitude > rough) magnitude /= 10
  while (magnitude * 10 <= rough) magnitude *= 10
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * magnitude >= rough * (1 - 1e-9)) ?? 10
  return tidy(factor * magnitude)
}

/** Drops the binary dust of a product of decimals. */
export function tidy(value: number): number {
  return Number(value.toPrecision(5))
}

/** A scale around the values that need not start at 0: for positions, not for lengths. */
export function spanScale(
  unit: string,
  values: readonly (number | null)[],
  currency: string,
): AxisScale & { readonly min: number } {
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const axis = axisScale(unit, high, currency)
  const spread = Math.max(high - low, high * 0.1) / axis.divisor
  const step = roundStep((spread > TINY ? spread : 1) / 4)
  const min = Math.max(0, tidy((Math.ceil(low / axis.divisor / step) - 1) * step))
  const steps = Math.floor((high / axis.divisor - min) / step) + 1
  return {
    ...axis,
    min,
    max: tidy(min + steps * step),
    ticks: Array.from({ length: steps + 1 }, (_, i) => tidy(min + i * step)),
  }
}
