import { power } from '../base/power.ts'

/*
 * What mathjs' operators mean for numbers, so that its documentation holds for our formulas. Numbers count as equal
 * when they differ by at most 1e-12 of the larger one or by 1e-15, which makes 0.1 + 0.2 == 0.3 true; < and > exclude
 * that neighbourhood, <= and >= include it, and ceil and floor do not step over a number that is whole but for
 * rounding. Comparisons give 1 or 0. Ours are: powers, because Math.pow differs between Node versions; min and max,
 * which are exact; a logarithm to base 0, which is no natural one.
 */
const RELATIVE = 1e-12
const ABSOLUTE = 1e-15

function nearlyEqual(a: number, b: number): boolean {
  if (a === b) return true
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false
  return Math.abs(a - b) <= Math.max(RELATIVE * Math.max(Math.abs(a), Math.abs(b)), ABSOLUTE)
}

export function equal(a: number, b: number): number {
  return nearlyEqual(a, b) ? 1 : 0
}

export function unequal(a: number, b: number): number {
  return nearlyEqual(a, b) ? 0 : 1
}

export function smaller(a: number, b: number): number {
  return a < b && !nearlyEqual(a, b) ? 1 : 0
}

export function smallerEq(a: number, b: number): number {
  return a <= b || nearlyEqual(a, b) ? 1 : 0
}

export function larger(a: number, b: number): number {
  return smaller(b, a)
}

export function largerEq(a: number, b: number): number {
  return smallerEq(b, a)
}

/** Floored, so that the result has the sign of y: mod(-5, 3) is 1. */
export function mod(x: number, y: number): number {
  return y === 0 ? x : x - y * Math.floor(x / y)
}

export const pow = power

/** To the nearest whole number, halves away from zero: round(-2.5) is -3. */
export function round(x: number): number {
  const whole = Math.trunc(x)
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole
}

export function ceil(x: number): number {
  return nearWhole(x, Math.ceil(x))
}

export function floor(x: number): number {
  return nearWhole(x, Math.floor(x))
}

function nearWhole(x: number, stepped: number): number {
  const nearest = round(x)
  return nearlyEqual(x, nearest) && !nearlyEqual(x, stepped) ? nearest : stepped
}

export function log(x: number, base = Math.E): number {
  return base === Math.E ? Math.log(x) : Math.log(x) / Math.log(base)
}

export function clamp(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high)
}
