import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { jsonSchemaOf } from '../../src/base/json-schema.ts'
import { buildCurve } from '../../src/load/build.ts'
import { curveField, readCurve, resolveCurveRefs } from '../../src/load/curve-field.ts'
import type { PluginRef } from '../../src/model/plugin-ref.ts'
import { complaints, filesOf } from './curve-of.ts'

const decode = (document: unknown): PluginRef => z.decode(curveField(), document)
const named = (documents: Record<string, unknown>) =>
  new Map(Object.entries(documents).map(([name, document]) => [name, decode(document)] as const))

function rateOf(ref: PluginRef): number {
  const stream = () => ({ uniform: () => 0, int: () => 0 })
  return buildCurve(ref, { ...filesOf({}), stream, sharedStream: stream }).ratePerSecond(0)
}

describe('the text of a curve', () => {
  it.each([
    ['100/s', '100/s'],
    ['orders', 'orders'],
    [{ constant: '60/min' }, '1/s'],
    [{ sum: ['orders', '1/s'] }, { sum: ['orders', '1/s'] }],
    [{ scale: { by: 2, curve: { sum: ['a', 'b'] } } }, { scale: { by: 2, curve: { sum: ['a', 'b'] } } }],
  ])('%j is written as %j', (document, canonical) => {
    expect(z.encode(curveField(), decode(document))).toEqual(canonical)
  })

  it.each([
    [{ dayly: { mean: '1/s' } }, 'no load curve named "dayly"'],
    [{ daily: { mean: '1/s', amplitude: '1%', peakAt: '21:00', peek: 1 } }, 'peek'],
    [{ sum: ['1/s'], scale: { by: 2, curve: '1/s' } }, ''],
    ['daily', 'daily'],
    [null, ''],
    [['1/s'], ''],
  ])('%j is refused', (document, complaint) => {
    expect(complaints(document).join()).toContain(complaint)
    expect(complaints(document)).not.toEqual([])
  })
})

/** All problems of a scenario whose `curves:` are these, each with the curve in whose text it is. */
function problemsOf(documents: Record<string, unknown>) {
  const curves = named(documents)
  return [...curves].flatMap(([curve, ref]) =>
    resolveCurveRefs(ref, curves).problems.map(({ path, message }) => [curve, path, message]),
  )
}

describe('names', () => {
  it('are replaced at any depth, through other names as well', () => {
    const curves = named({
      peak: { scale: { by: 3, curve: 'base' } },
      base: '10/s',
      all: { sum: ['peak', 'base', 'peak'] },
    })
    const { ref, problems } = resolveCurveRefs(decode({ scale: { by: 0.5, curve: 'all' } }), curves)
    expect(problems).toEqual([])
    expect(rateOf(ref)).toBe(0.5 * (30 + 10 + 30))
  })

  it('that nobody has are problems with the nearest name, where they are written', () => {
    const documents = { orders: '1/s', refunds: { sum: ['1/s', 'order'] }, all: 'refunds' }
    expect(problemsOf(documents)).toEqual([['refunds', ['sum', 1], 'no curve named "order"']])
    const [problem] = resolveCurveRefs(decode({ scale: { by: 1, curve: 'order' } }), named(documents)).problems
    expect(problem?.path).toEqual(['scale', 'curve'])
    expect(problem?.hint).toMatch(/^did you mean "orders"\? all: all, azure-functions, clip, constant, csv, .*orders/)
  })

  it('may not go in circles', () => {
    const documents = { a: { sum: ['1/s', 'b'] }, b: 'c', c: { scale: { by: 1, curve: 'a' } }, d: 'd', e: 'a' }
    expect(problemsOf(documents)).toEqual([
      ['a', ['sum', 1], 'the curve is made of itself: a → b → c → a'],
      ['b', [], 'the curve is made of itself: b → c → a → b'],
      ['c', ['scale', 'curve'], 'the curve is made of itself: c → a → b → c'],
      ['d', [], 'the curve is made of itself: d → d'],
    ])
    expect(resolveCurveRefs(decode('a'), named(documents)).problems).toEqual([])
  })

  it('may not double each other without end, nor form an endless chain', () => {
    const count = 2000
    const next = (i: number) => (i === count - 1 ? '1/s' : `c${i + 1}`)
    const chain = Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, next(i)]))
    const doubling = Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, { sum: [next(i), next(i)] }]))
    const scaling = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`c${i}`, { scale: { by: 1, curve: next(i) } }]),
    )
    for (const documents of [chain, doubling, scaling]) {
      expect(String(problemsOf(documents)[0])).toContain('c0,,the curve is made of more than 1000 curves')
    }
  })
})

it('reads the files of nested curves and leaves names alone', () => {
  const files = filesOf({ texts: { 'a.csv': 'timestamp,value\n0,4\n1,-2\n' } })
  const bad = readCurve(decode({ sum: [{ csv: { file: 'a.csv' } }, 'orders'] }), files)
  expect(bad.problems).toMatchObject([{ path: ['sum', 0, 'csv'] }])
  const good = { ...files, readText: () => ({ text: 'timestamp,value\n0,4\n' }) }
  const { ref } = readCurve(decode({ sum: [{ csv: { file: 'a.csv' } }, 'orders'] }), good)
  expect(rateOf(resolveCurveRefs(ref, named({ orders: '3/s' })).ref)).toBe(7)
})

it('has a JSON Schema that names the curves', () => {
  const text = JSON.stringify(jsonSchemaOf(curveField()))
  for (const word of ['peakAt', 'halfLife', 'sum', '100/s', 'interpolate']) expect(text).toContain(word)
})
