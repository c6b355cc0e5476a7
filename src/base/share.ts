import { DECIMAL, firstExact, isBareNumber, shiftDecimal } from './decimal.ts'
import { ParseError } from './parse-error.ts'

export const SHARE_PATTERN = `^${DECIMAL}%$`

const SHARE = new RegExp(String.raw`^(${DECIMAL})\s*%$`)

/** A share in percent: `5%` is exactly 0.05. */
export function parseShare(text: string): number {
  if (isBareNumber(text)) {
    const percent = shiftDecimal(text, 2)
    const hint = Math.abs(Number(text)) < 1 ? `write ${percent}%` : `write ${text}%`
    throw new ParseError(`${text} has no unit`, hint)
  }
  const [, percent] = SHARE.exec(text) ?? []
  if (percent === undefined) throw new ParseError(`"${text}" is not a share`, 'write it in percent, like 5% or 99.9%')
  const share = shiftDecimal(percent, -2)
  if (!Number.isFinite(share)) throw new ParseError(`${text} is too large`)
  return share
}

/** The share in percent, exactly. */
export function formatShare(share: number): string {
  const [mantissa = '', exponent = '0'] = share.toExponential().split('e')
  return firstExact(share, [`${shiftDecimal(String(share), 2)}%`, `${mantissa}e${Number(exponent) + 2}%`], parseShare)
}
