/**
 * Numbers as the report prints them: thin spaces between thousands, a true minus, SI suffixes from 10 000.
 * No locale is asked, so that a report is the same on every machine.
 */
export const THIN = '\u202f'
export const NO_BREAK = '\u00a0'
export const MINUS = '\u2212'
/** A value that does not exist; never blank, never 0. */
export const UNKNOWN = '\u2013'

/** More digits than asked for are spent on a value that would print as zero, up to here. */
const MAX_DECIMALS = 6

/** Fixed decimals, one more at a time while a value that is not zero would print as zero. */
export function fixed(value: number, decimals: number): string {
  let digits = decimals
  while (value !== 0 && digits < MAX_DECIMALS && Number(value.toFixed(digits)) === 0) digits++
  const text = Math.abs(value).toFixed(digits)
  const [whole = '', fraction] = text.split('.')
  const sign = value < 0 && Number(text) !== 0 ? MINUS : ''
  return sign + grouped(whole) + (fraction === undefined ? '' : `.${fraction}`)
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, THIN)
}

/** "1 replica", "3 replicas". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${fixed(count, 0)}${NO_BREAK}${count === 1 ? singular : plural}`
}
