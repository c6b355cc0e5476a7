import { assert } from './assert.ts'

/** A decimal number as people and `String(number)` write it. */
export const DECIMAL = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`

const WHOLE_TEXT = new RegExp(`^${DECIMAL}$`)

/** True for a number, or text that is nothing but a number: a unit is missing. */
export function isBareNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && WHOLE_TEXT.test(value.trim()))
}

/** `number` times 10 to the power of `places`, moved in the decimal text so that no digit is lost. */
export function shiftDecimal(number: string, places: number): number {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().split('e')
  return Number(`${mantissa}e${Number(exponent) + places}`)
}

/** The first text that reads back as exactly `value`; there always is one, `String(value)` with the base unit. */
export function firstExact(value: number, texts: readonly string[], parse: (text: string) => number): string {
  const exact = texts.find((text) => parse(text) === value)
  assert(exact !== undefined, `no text for ${value} reads back as the same number`)
  return exact
}
