import { ParseError } from './parse-error.ts'
import { formatMemory, parseQuantity, type Quantity } from './quantity.ts'

export const BYTES_PATTERN = String.raw`^(0|(\d+\.?\d*|\.\d+)([kMGTPE]|[KMGTPE]i|[eE]\+?\d+))$`

const DIGITS_ONLY = /^[+-]?\d*\.?\d*$/
const BELOW_ONE = /[mun]$/

/** Whole bytes from a Kubernetes quantity; a number without a unit is refused, and so is `512m` (half a byte). */
export function parseBytes(text: string): number {
  const quantity = parseQuantity(text)
  if (quantity.nano === 0n) return 0
  if (DIGITS_ONLY.test(text)) throw new ParseError(`${text} has no unit`, unitHint(text, quantity))
  if (BELOW_ONE.test(text))
    throw new ParseError(`${text} is a fraction of a byte`, unitHint(text.slice(0, -1), quantity))
  return wholeNumber(text, quantity.value())
}

/** What to write instead; numbers from a mebibyte up can only have been bytes. */
function unitHint(number: string, quantity: Quantity): string {
  const bytes = quantity.value()
  if (bytes >= 1_048_576 && Number.isSafeInteger(bytes)) return `write ${formatMemory(bytes)}`
  return `write ${number}Mi (mebibytes) or ${number}M (megabytes)`
}

/** `value`, if it is an amount that the engine can hold. */
export function wholeNumber(text: string, value: number): number {
  if (value < 0) throw new ParseError(`${text} is negative`, 'write 0 or more')
  if (!Number.isSafeInteger(value)) throw new ParseError(`${text} is too large`, 'amounts end at 9007199254740991')
  return value
}
