import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { compileFormula, FORMULA_FUNCTIONS, FormulaError, formulaField } from '../../src/formula/formula.ts'

function value(text: string, t = 2, load = 100): number {
  return compileFormula(text, ['t', 'load']).evaluate([t, load])
}

function refusal(text: string): { message: string; hint: string | null; offset: number } {
  try {
    compileFormula(text, ['t', 'load'])
  } catch (error) {
    if (error instanceof FormulaError) return { message: error.message, hint: error.hint, offset: error.offset }
    throw error
  }
  throw new Error(`${text} was accepted`)
}

function nested(depth: number, around: (inner: string) => string): string {
  return depth === 0 ? '1' : around(nested(depth - 1, around))
}

describe('what a formula means', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2^2', -4], // the power binds tighter than the sign
    ['2^3^2', 512], // from the right: 2^9
    ['2^-1', 0.5],
    ['load ^ 0.5', 10],
    ['2t', 4], // multiplication without a sign
    ['2(t + 1)', 6],
    ['t load', 200],
    ['1 / 2 t', 1], // a fraction of constants comes first: (1/2) t
    ['-5 % 3', 1], // floored: -5 = -2 · 3 + 1
    ['mod(5, -3)', -1],
    ['mod(5, 0)', 5],
    ['5%', 0.05],
    ['100 + 5%', 105], // percent of what stands before, as on a pocket calculator
    ['20% * load', 20],
    ['round(2.5)', 3],
    ['round(-2.5)', -3], // away from zero
    ['round(0.49999999999999994)', 0],
    ['ceil(3.0000000000000004)', 3], // whole but for rounding
    ['ceil(3.001)', 4],
    ['floor(2.9999999999999996)', 3],
    ['floor(-0.5)', -1],
    ['log(8, 2)', 3],
    ['log(e)', 1],
    ['0.1 + 0.2 == 0.3', 1],
    ['0.1 + 0.2 > 0.3', 0],
    ['0.1 + 0.2 <= 0.3', 1],
    ['t != 2', 0],
    ['1 < t < 3', 1],
    ['1 < t < 2', 0],
    ['3 > t >= 2 > 1', 1],
    ['t > 1 and load > 1', 1],
    ['t > 3 or load > 300', 0],
    ['t > 1 xor load > 1', 0],
    ['not (t > 1)', 0],
    ['t > 1 ? 10 : 20', 10],
    ['t > 2 ? 10 : t > 1 ? 20 : 30', 20],
    ['true + true', 2],
    ['clamp(load, 0, 10)', 10],
    ['clamp(-1, 0, 10)', 0],
    ['max(t, load, 7)', 100],
    ['min(3)', 3],
    ['hypot(3, 4)', 5],
    ['sqrt(-1)', Number.NaN],
    ['1 / 0', Infinity],
    ['0x10', 16],
    ['.5 + 1e2', 100.5],
    ['t\n  + 1\n', 3], // lines as YAML's block text leaves them
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected)
  })

  test('variables come by their place in the declaration, and only those that occur are named', () => {
    const formula = compileFormula('c - a', ['a', 'b', 'c'])
    expect(formula.variables).toEqual(['a', 'c'])
    expect(formula.evaluate(Float64Array.of(1, 20, 300))).toBe(299)
    expect(formula.text).toBe('c - a')
  })

  test('a variable hides a constant, and may have the name of a function', () => {
    expect(compileFormula('2 e', ['e']).evaluate([5])).toBe(10)
    expect(compileFormula('max + max(1, 2)', ['max']).evaluate([5])).toBe(7)
  })
})

describe('what a formula must not hold', () => {
  const CONSTRUCT = 'cannot be used in a formula'
  test.each([
    ['t = 3', `an assignment ${CONSTRUCT}`, 2],
    ['t == 1 ? t : load = 3', `an assignment ${CONSTRUCT}`, 18],
    ['f(x) = x', `a function definition ${CONSTRUCT}`, 5],
    ['t.constructor', `member access ${CONSTRUCT}`, 1],
    ['t["constructor"]', `member access ${CONSTRUCT}`, 1],
    ['t.constructor("x")', `member access ${CONSTRUCT}`, 1],
    ['1 + "abc"', `text ${CONSTRUCT}`, 4],
    ["1 + 'abc'", `text ${CONSTRUCT}`, 4],
    ['max([1, 2])', `a list ${CONSTRUCT}`, 4],
    ['{ a: 1 }', `an object ${CONSTRUCT}`, 0],
    ['t; load', `more than one statement ${CONSTRUCT}`, 1],
    ['1:3', `a range ${CONSTRUCT}`, 1],
    ['t != 1 and 5!', `the operator ! ${CONSTRUCT}`, 12],
    ["t'", `the operator ' ${CONSTRUCT}`, 1],
    ['t & 1', `the operator & ${CONSTRUCT}`, 2],
    ['t << 1', `the operator << ${CONSTRUCT}`, 2],
    ['t .* 2', `the operator .* ${CONSTRUCT}`, 2],
    ['t to load', `the operator to ${CONSTRUCT}`, 2],
    ['t # note', `a comment ${CONSTRUCT}`, 2],
    ['null', `null ${CONSTRUCT}`, 0],
    ['undefined', `undefined ${CONSTRUCT}`, 0],
    ['t + NaN', 'a number in the formula is not finite', 4],
    ['1e999', 'a number in the formula is not finite', 0],
    ['2 cm', 'no variable named "cm"', 2],
    ['cost + t * cos', 'no variable named "cost"', 0],
    ['t * cos', '"cos" is a function', 4],
    ['t(3)', '"t" is a variable, not a function', 0],
    ['import("fs")', 'no function named "import"', 0],
    ['1 + evaluate("1")', 'no function named "evaluate"', 4],
    ['random()', 'no function named "random"', 0],
    ['constructor(1)', 'no function named "constructor"', 0],
    ['__proto__', 'no variable named "__proto__"', 0],
    ['abs(1, 2)', 'abs takes 1 argument, not 2', 0],
    ['min()', 'min takes 1 or more arguments, not 0', 0],
    ['1 + log(1, 2, 3)', 'log takes 1 to 2 arguments, not 3', 4],
    ['atan2(1)', 'atan2 takes 2 arguments, not 1', 0],
    ['2 +', 'the formula cannot be read: unexpected end of expression', 3],
    ['(t', 'the formula cannot be read: parenthesis ) expected', 2],
    ['t $ 1', 'no variable named "$"', 2],
    [' \n ', 'the formula is empty', 0],
    ['t'.repeat(2_001), 'the formula has more than 2000 characters', 2_000],
    [`${'('.repeat(101)}t${')'.repeat(101)}`, 'the formula is nested too deeply', 100],
    [`${'-'.repeat(1_900)}t`, 'the formula is nested too deeply', 0],
    ['t+'.repeat(500).concat('t'), 'the formula is nested too deeply', 0],
    // Percent of what stands before doubles the tree: a + 5% is a + a * 5 / 100.
    [nested(40, (inner) => `(${inner} + 5%)`), 'the formula is too long', 0],
  ])('%s', (text, message, offset) => {
    expect(refusal(text)).toMatchObject({ message, offset })
    expect(refusal(text).hint).not.toBeNull()
  })

  test('a nested chain of comparisons stays small', () => {
    const text = nested(40, (inner) => `(0 < ${inner} < 2)`)
    expect(value(text)).toBe(1)
  })

  test('a name that is nearly right comes first in the hint', () => {
    expect(refusal('laod * 2').hint).toBe('did you mean "load"? variables: t, load; constants: pi, tau, e, true, false')
    expect(refusal('flor(t)').hint).toMatch(/^did you mean "floor"\? functions: abs, ceil, floor, /)
    expect(refusal('cos').hint).toBe('write cos(…)')
  })
})

test('every function has a sentence and an arity that it keeps', () => {
  for (const { name, arity, doc } of FORMULA_FUNCTIONS) {
    expect(doc, name).toMatch(/^\S.*\.$/)
    const call = `${name}(${Array.from({ length: arity[0] }).fill('0.5').join(', ')})`
    expect(Number.isFinite(value(call)), call).toBe(true)
  }
})

describe('formulaField', () => {
  const field = formulaField(['t'])

  test('reads a formula and writes its text', () => {
    const formula = z.decode(field, '2 * t')
    expect(formula.evaluate([4])).toBe(8)
    expect(z.encode(field, formula)).toBe('2 * t')
    expect(z.decode(field, 7).evaluate([0])).toBe(7)
  })

  test('says where the culprit stands', () => {
    const [issue] = z.safeDecode(field, 't + x').error?.issues ?? []
    expect(issue).toMatchObject({
      message: 'no variable named "x"',
      params: { offset: 4, hint: 'variables: t; constants: pi, tau, e, true, false' },
    })
  })

  test('wants text', () => {
    expect(z.safeDecode(field, ['t']).error?.issues[0]).toMatchObject({ message: 'expected a formula, got a list' })
  })
})
