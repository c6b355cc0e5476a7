import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, sha256Hex } from '../../src/base/digest.ts'

describe('canonicalJson', () => {
  test.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ 10: 'x', 9: 'y' }, '{"10":"x","9":"y"}'], // by code unit, not by number
    [{ é: 1, z: 2, Z: 3 }, '{"Z":3,"z":2,"é":1}'],
    [[3, 1, 2], '[3,1,2]'],
    [-0, '0'],
    [{ a: [-0, null, true, 'x"\n'] }, '{"a":[0,null,true,"x\\"\\n"]}'],
    [1e21, '1e+21'],
    [[], '[]'],
    [{}, '{}'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  test.each([
    [Number.NaN, 'bug: the value is NaN, which JSON cannot hold'],
    [{ a: [1, Infinity] }, 'bug: a[1] is Infinity, which JSON cannot hold'],
    [{ a: undefined }, 'bug: a is undefined, which JSON cannot hold'],
    [[1, undefined], 'bug: [1] is undefined, which JSON cannot hold'],
    [Array.from({ length: 1 }), 'bug: [0] is undefined, which JSON cannot hold'],
    [{ 'a b': { c: -Infinity } }, 'bug: ["a b"].c is -Infinity, which JSON cannot hold'],
    [{ when: new Date(0) }, 'bug: when is [object Date]'],
    [new Map(), 'bug: the value is [object Map]'],
    [Float64Array.of(1), 'bug: the value is [object Float64Array]'],
    [1n, 'bug: the value is bigint'],
  ])('refuses %o', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(message)
  })

  test('is JSON of the same value, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
      }),
    )
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).reverse()
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]))
}

test('sha256Hex of text and of its bytes', () => {
  // FIPS 180-4, example "abc"
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sha256Hex('abc')).toBe(abc)
  expect(sha256Hex(Uint8Array.of(97, 98, 99))).toBe(abc)
})
