import { assert } from './assert.ts'
import { ParseError } from './parse-error.ts'

export type Notation = 'DecimalSI' | 'BinarySI' | 'DecimalExponent'

/** A Kubernetes resource quantity, exact to a billionth whatever its size. */
export interface Quantity {
  /** The amount times 10⁹. */
  readonly nano: bigint
  readonly notation: Notation
  /** Whole units, rounded away from zero. */
  value(): number
  /** Thousandths, rounded away from zero. */
  milliValue(): number
  /** Kubernetes' canonical text. */
  format(): string
}

const GIGA = 1_000_000_000n
const MILLION = 1_000_000n
const LARGEST_BINARY = 9_223_372_036_854_775_807n * GIGA

/** Powers of ten by suffix. */
const DECIMAL_SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
])

/** Powers of two by suffix. */
const BINARY_SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['Ki', 10],
  ['Mi', 20],
  ['Gi', 30],
  ['Ti', 40],
  ['Pi', 50],
  ['Ei', 60],
])

export const QUANTITY_PATTERN = String.raw`^[+-]?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$`

const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?([A-Za-z]*|[eE][+-]?\d+)$/

/** Reads `500m`, `2`, `4Gi`, `1.5`, `1e3`; finer than a billionth rounds away from zero. */
export function parseQuantity(text: string): Quantity {
  const [, sign, whole = '', fraction = '', suffix = ''] = QUANTITY.exec(text) ?? []
  if (sign === undefined || whole + fraction === '') throw notAQuantity(text)
  const { notation, tens, twos } = readSuffix(text, suffix)
  const digits = BigInt(whole + fraction) << BigInt(twos)
  let nano = scaled(digits, tens - fraction.length + 9)
  if (notation === 'BinarySI' && nano > LARGEST_BINARY) nano = LARGEST_BINARY
  const belowOne = notation === 'BinarySI' && nano > 0n && nano < GIGA
  return newQuantity(sign === '-' ? -nano : nano, belowOne ? 'DecimalSI' : notation)
}

function readSuffix(text: string, suffix: string): { notation: Notation; tens: number; twos: number } {
  const twos = BINARY_SUFFIXES.get(suffix)
  if (twos !== undefined) return { notation: 'BinarySI', tens: 0, twos }
  const tens = DECIMAL_SUFFIXES.get(suffix)
  if (tens !== undefined) return { notation: 'DecimalSI', tens, twos: 0 }
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)
  if (exponent === null) throw notAQuantity(text)
  const power = Number(exponent[1])
  if (Math.abs(power) > 100) throw new ParseError(`${text} is beyond every cluster`, 'exponents go from e-100 to e100')
  return { notation: 'DecimalExponent', tens: power, twos: 0 }
}

function notAQuantity(text: string): ParseError {
  const meant = withKnownSuffix(text)
  return new ParseError(
    `"${text}" is not a quantity`,
    `${meant === null ? '' : `did you mean ${meant}? `}write it like 500m, 2, 512Mi, 4Gi or 1.5G; K and mi are no suffixes`,
  )
}

/** `600MiB`, `600 MB` and `4gi` as Kubernetes writes them; null where the number or the suffix is no such slip. */
function withKnownSuffix(text: string): string | null {
  const [, number = '', written = ''] = /^([+-]?\d+(?:\.\d+)?) ?([A-Za-z]+)$/.exec(text) ?? []
  const bare = written.replace(/b$/i, '').toLowerCase()
  if (bare === '' || bare === 'm') return written === 'MB' ? `${number}M` : null
  const suffix = [...BINARY_SUFFIXES.keys(), ...DECIMAL_SUFFIXES.keys()].find((each) => each.toLowerCase() === bare)
  return suffix === undefined ? null : `${number}${suffix}`
}

/** A quantity from its amount in billionths. */
export function newQuantity(nano: bigint, notation: Notation): Quantity {
  return {
    nano,
    notation,
    value: () => Number(roundUp(nano, 0) / GIGA),
    milliValue: () => Number(roundUp(nano, -3) / MILLION),
    format: () => canonical(nano, notation),
  }
}

/** The amount in billionths, rounded away from zero to a multiple of 10 to the power of `scale`. */
export function roundUp(nano: bigint, scale: number): bigint {
  const step = tenTo(scale + 9)
  return dividedUp(nano, step) * step
}

function canonical(nano: bigint, notation: Notation): string {
  const whole = nano % GIGA === 0n
  const size = nano < 0n ? -nano : nano
  if (notation === 'BinarySI' && whole && size >= 1024n * GIGA) return canonicalBinary(nano / GIGA)
  return canonicalDecimal(nano, notation === 'DecimalExponent')
}

function canonicalBinary(units: bigint): string {
  let mantissa = units
  let suffix = ''
  for (const next of BINARY_SUFFIXES.keys()) {
    if (mantissa % 1024n !== 0n) break
    mantissa /= 1024n
    suffix = next
  }
  return `${mantissa}${suffix}`
}

function canonicalDecimal(nano: bigint, asExponent: boolean): string {
  if (nano === 0n) return '0'
  let mantissa = nano
  let power = -9
  while (mantissa % 1000n === 0n && (power < 18 || asExponent)) {
    mantissa /= 1000n
    power += 3
  }
  if (asExponent) return power === 0 ? `${mantissa}` : `${mantissa}e${power}`
  for (const [suffix, tens] of DECIMAL_SUFFIXES) if (tens === power) return `${mantissa}${suffix}`
  throw new Error(`bug: no suffix for 10^${power}`)
}

/** `digits` times 10 to the power of `tens`, rounded up. */
function scaled(digits: bigint, tens: number): bigint {
  return tens >= 0 ? digits * tenTo(tens) : dividedUp(digits, tenTo(-tens))
}

function tenTo(power: number): bigint {
  return BigInt(`1${'0'.repeat(power)}`)
}

function dividedUp(amount: bigint, divisor: bigint): bigint {
  const quotient = amount / divisor
  if (amount % divisor === 0n) return quotient
  return amount < 0n ? quotient - 1n : quotient + 1n
}

/** Whole milli-CPU as Kubernetes writes them: `500m`, `16`. */
export function formatCpu(milli: number): string {
  assert(Number.isSafeInteger(milli), `${milli} milli-CPU is not a whole number`)
  return newQuantity(BigInt(milli) * MILLION, 'DecimalSI').format()
}

/** Whole bytes with a unit, the shortest exact text: `1536Mi`, `850M`, and `1001e0` where no unit fits. */
export function formatMemory(bytes: number): string {
  assert(Number.isSafeInteger(bytes), `${bytes} bytes is not a whole number`)
  const nano = BigInt(bytes) * GIGA
  const binary = newQuantity(nano, 'BinarySI').format()
  const decimal = newQuantity(nano, 'DecimalSI').format()
  const text = decimal.length < binary.length ? decimal : binary
  return bytes === 0 || !/^-?\d+$/.test(text) ? text : `${text}e0`
}
