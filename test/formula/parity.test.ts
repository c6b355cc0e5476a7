import fc from 'fast-check'
import { all, create } from 'mathjs/number'
import { describe, expect, test } from 'vitest'
import { power } from '../../src/base/power.ts'
import { clamp, log as logarithm } from '../../src/formula/arithmetic.ts'
import { compileFormula, FORMULA_FUNCTIONS } from '../../src/formula/formula.ts'

/*
 * The slow twin: mathjs' own evaluation of the same text. It gets our power, because Math.pow differs between Node
 * versions; our log, because its own takes a base of 0 for no base at all; JavaScript's min and max, because its own
 * count nearly equal numbers as equal there as well, and hypot, because its own loses the smallest numbers; and our
 * clamp, which it lacks.
 */
const math = create(all as NonNullable<typeof all>, {})
const log = math.typed('log', { number: (x: number) => logarithm(x), 'number, number': logarithm })
const pow = math.typed('pow', { 'number, number': power })
math.import({ pow, log, min: Math.min, max: Math.max, hypot: Math.hypot, clamp }, { override: true })

const VARIABLES = ['x', 'y', 'load'] as const

const numbers = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map(String),
  fc.double({ min: 0, max: 100, noNaN: true }).map((number) => number.toFixed(3)),
  fc.constantFrom('0.1', '0.2', '0.3', '1e-16', '2.5', '1e6', 'pi', 'e', 'tau', 'true', 'false'),
)

const CALLS = FORMULA_FUNCTIONS.map(({ name, arity: [fewest, most] }) => ({ name, fewest, most: Math.min(most, 3) }))

/** Text of any allowed shape, with as few brackets as it happens to have, so that precedence is tested as well. */
const { text: texts } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
    numbers,
    fc.constantFrom(...VARIABLES),
    fc.tuple(tie('text'), fc.constantFrom(' + ', ' - ', ' * ', ' / ', ' % ', ' ^ ', ' mod '), tie('text')).map(joined),
    fc
      .tuple(
        tie('text'),
        fc.constantFrom(' == ', ' != ', ' < ', ' <= ', ' > ', ' >= ', ' and ', ' or ', ' xor '),
        tie('text'),
      )
      .map(joined),
    tie('text').map((inner) => `(${inner})`),
    tie('text').map((inner) => `-${inner}`),
    tie('text').map((inner) => `not (${inner})`),
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(...VARIABLES)).map(([n, name]) => `${n} ${name}`),
    fc.integer({ min: 1, max: 99 }).map((percent) => `(${percent}%)`),
    fc.tuple(tie('text'), tie('text'), tie('text')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .constantFrom(...CALLS)
      .chain(({ name, fewest, most }) =>
        fc.array(tie('text'), { minLength: fewest, maxLength: most }).map((inner) => `${name}(${inner.join(', ')})`),
      ),
  ),
}))

function joined(parts: readonly string[]): string {
  return parts.join('')
}

const values = fc.record({
  x: fc.double({ min: -50, max: 50, noNaN: true }),
  y: fc.constantFrom(0, 1, -1, 2.5, 0.3, 1e-3),
  load: fc.integer({ min: 0, max: 5_000 }),
})

describe('formulas mean what mathjs says they mean', () => {
  test('random expressions', () => {
    let compared = 0
    const property = fc.property(texts, values, (text, scope) => {
      fc.pre(text.length < 1_500)
      const theirs = evaluated(text, scope)
      fc.pre(theirs !== null)
      const ours = compileFormula(text, VARIABLES).evaluate([scope.x, scope.y, scope.load])
      compared += 1
      expect(agree(ours, theirs as number), `${text}: ${ours}, not ${theirs}`).toBe(true)
    })
    fc.assert(property, { numRuns: 5_000, maxSkipsPerRun: 1_000 })
    expect(compared).toBe(5_000)
  })
})

function evaluated(text: string, scope: Record<string, number>): number | null {
  const result = Number(math.evaluate(text, { ...scope }))
  return Number.isFinite(result) ? result : null
}

function agree(ours: number, theirs: number): boolean {
  return ours === theirs
}
