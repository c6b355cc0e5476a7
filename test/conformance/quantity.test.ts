import { afterAll, describe, expect, test } from 'vitest'
import { type Notation, newQuantity, parseQuantity, roundUp } from '../../src/base/quantity.ts'
import { vectors as readVectors } from './vectors.ts'

/** Kubernetes' own tables; `nano` is the exact value times 10⁹. */
interface Vectors {
  readonly parse: readonly { readonly input: string; readonly nano: string; readonly format: Notation }[]
  readonly invalid: readonly string[]
  readonly canonical: readonly {
    readonly nano: string
    readonly format: Notation
    readonly string: string
    readonly alsoParsesFrom?: string
  }[]
  readonly parseEmit: readonly { readonly input: string; readonly string: string }[]
  readonly roundUp: readonly {
    readonly input: string
    readonly scale: number
    readonly nano: string
    readonly exact: boolean
  }[]
}

const vectors = readVectors<Vectors>('quantity.json')

describe.skipIf(vectors === null)('quantities, as Kubernetes reads and writes them', () => {
  const { parse = [], invalid = [], canonical = [], parseEmit = [], roundUp: rounded = [] } = vectors ?? {}
  let compared = 0
  afterAll(() => console.log(`quantity.json: ${compared} cases compared`))

  test.each(parse)('$input is $nano billionths', ({ input, nano, format }) => {
    compared += 1
    expect(parseQuantity(input)).toMatchObject({ nano: BigInt(nano), notation: format })
    expect(parseQuantity(`+${input}`)).toMatchObject({ nano: BigInt(nano), notation: format })
    expect(parseQuantity(`-${input}`).nano).toBe(-BigInt(nano))
  })

  test.each(['', ...invalid])('%j is not a quantity', (input) => {
    compared += 1
    expect(() => parseQuantity(input)).toThrow('is not a quantity')
  })

  test.each(canonical)('$nano billionths are $string', ({ nano, format, string, alsoParsesFrom }) => {
    compared += 1
    expect(newQuantity(BigInt(nano), format).format()).toBe(string)
    expect(parseQuantity(alsoParsesFrom ?? string).nano).toBe(BigInt(nano))
  })

  test.each(parseEmit)('$input is written $string', ({ input, string }) => {
    compared += 1
    expect(parseQuantity(input).format()).toBe(string)
  })

  test.each(rounded)('$input rounded up to 10^$scale', ({ input, scale, nano, exact }) => {
    compared += 1
    const before = parseQuantity(input).nano
    expect(roundUp(before, scale)).toBe(BigInt(nano))
    expect(roundUp(before, scale) === before).toBe(exact)
  })
})
