import { ceil, clamp, floor, log, mod, pow, round } from './arithmetic.ts'

export interface FormulaFunction {
  readonly name: string
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number]
  /** One sentence for the reference. */
  readonly doc: string
  readonly run: (...values: number[]) => number
}

/** Every function that a formula may call. */
export const FORMULA_FUNCTIONS: readonly FormulaFunction[] = [
  { name: 'abs', arity: [1, 1], doc: 'Absolute value.', run: Math.abs },
  { name: 'ceil', arity: [1, 1], doc: 'Smallest whole number that is not below x.', run: ceil },
  { name: 'floor', arity: [1, 1], doc: 'Largest whole number that is not above x.', run: floor },
  { name: 'round', arity: [1, 1], doc: 'Nearest whole number, halves away from zero.', run: round },
  { name: 'sign', arity: [1, 1], doc: '-1, 0 or 1.', run: Math.sign },
  { name: 'sqrt', arity: [1, 1], doc: 'Square root; not a number below 0.', run: Math.sqrt },
  { name: 'cbrt', arity: [1, 1], doc: 'Cube root.', run: Math.cbrt },
  { name: 'exp', arity: [1, 1], doc: 'e to the power of x.', run: Math.exp },
  {
    name: 'log',
    arity: [1, 2],
    doc: 'Natural logarithm of x, or the logarithm of x to a base: log(x, base).',
    run: log,
  },
  { name: 'log2', arity: [1, 1], doc: 'Logarithm to base 2.', run: Math.log2 },
  { name: 'log10', arity: [1, 1], doc: 'Logarithm to base 10.', run: Math.log10 },
  { name: 'log1p', arity: [1, 1], doc: 'Natural logarithm of 1 + x, exact for small x.', run: Math.log1p },
  { name: 'sin', arity: [1, 1], doc: 'Sine of an angle in radians.', run: Math.sin },
  { name: 'cos', arity: [1, 1], doc: 'Cosine of an angle in radians.', run: Math.cos },
  { name: 'tan', arity: [1, 1], doc: 'Tangent of an angle in radians.', run: Math.tan },
  { name: 'atan', arity: [1, 1], doc: 'Angle in radians whose tangent is x.', run: Math.atan },
  {
    name: 'atan2',
    arity: [2, 2],
    doc: 'Angle in radians of the point with ordinate y and abscissa x: atan2(y, x).',
    run: Math.atan2,
  },
  { name: 'min', arity: [1, Infinity], doc: 'Smallest of the arguments.', run: Math.min },
  { name: 'max', arity: [1, Infinity], doc: 'Largest of the arguments.', run: Math.max },
  { name: 'clamp', arity: [3, 3], doc: 'x, but at least low and at most high: clamp(x, low, high).', run: clamp },
  { name: 'pow', arity: [2, 2], doc: 'x to the power of y, like x ^ y.', run: pow },
  { name: 'mod', arity: [2, 2], doc: 'Remainder with the sign of y, like x % y.', run: mod },
  { name: 'hypot', arity: [1, Infinity], doc: 'Square root of the sum of squares.', run: Math.hypot },
]

/** Names with a fixed value; a variable of the same name hides them. */
export const FORMULA_CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['tau', 2 * Math.PI],
  ['e', Math.E],
  ['true', 1],
  ['false', 0],
])
