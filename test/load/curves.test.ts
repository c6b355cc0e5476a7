import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { US_PER_DAY } from '../../src/base/time.ts'
import { curveField } from '../../src/load/curve-field.ts'
import { CURVES } from '../../src/load/registry.ts'
import { curveOf, jumpsOf } from './curve-of.ts'
import { AROUND, EXAMPLES } from './examples.ts'

const ROWS = Object.entries(EXAMPLES).flatMap(([name, documents]) =>
  documents.map((document) => [`${name}: ${JSON.stringify(document)}`, document] as const),
)
const instants = fc.integer({ min: 0, max: 2 * US_PER_DAY })

describe('every curve', () => {
  it('is a file, a line in the registry and an example', () => {
    const files = readdirSync(new URL('../../src/load/curves', import.meta.url)).map((file) =>
      file.replace(/\.ts$/, ''),
    )
    const names = CURVES.map(({ name }) => name)
    expect([...names].sort()).toEqual(files.sort())
    expect(Object.keys(EXAMPLES).sort()).toEqual([...names].sort())
    for (const { name, doc } of CURVES) expect(doc, name).toMatch(/^[A-Z].*\.$/)
  })

  it.each(ROWS)('decodes and encodes back to what decodes alike: %s', (_, document) => {
    const ref = z.decode(curveField(), document)
    const text = z.encode(curveField(), ref)
    expect(z.encode(curveField(), z.decode(curveField(), text))).toEqual(text)
  })

  it.each(ROWS)('gives the same rate whenever it is asked: %s', (_, document) => {
    const curve = curveOf(document, AROUND)
    const twin = curveOf(document, AROUND)
    fc.assert(
      fc.property(fc.array(instants, { minLength: 2, maxLength: 20 }), (times) => {
        const forth = times.map((at) => curve.ratePerSecond(at))
        const back = [...times].reverse().map((at) => twin.ratePerSecond(at))
        expect(back.reverse()).toEqual(forth)
        for (const rate of forth) expect(Number.isFinite(rate)).toBe(true)
      }),
    )
  })

  it.each(ROWS)('jumps strictly later, and no earlier question skips a jump: %s', (_, document) => {
    const curve = curveOf(document, AROUND)
    fc.assert(
      fc.property(instants, fc.nat(US_PER_DAY), (atUs, laterUs) => {
        const next = curve.nextJumpUs(atUs)
        expect(next).toBeGreaterThan(atUs)
        const between = Math.min(atUs + laterUs, next - 1)
        if (Number.isFinite(between)) expect(curve.nextJumpUs(between)).toBe(next)
      }),
    )
  })

  it.each(ROWS)('changes only at jumps unless it says that it is continuous: %s', (_, document) => {
    const curve = curveOf(document, AROUND)
    if (curve.continuous) return
    fc.assert(
      fc.property(instants, fc.double({ min: 0, max: 1, noNaN: true }), (atUs, share) => {
        const endUs = Math.min(curve.nextJumpUs(atUs), 3 * US_PER_DAY)
        const between = atUs + Math.floor(share * (endUs - 1 - atUs))
        expect(curve.ratePerSecond(between)).toBe(curve.ratePerSecond(atUs))
      }),
    )
    for (const jump of jumpsOf(curve, -1, 20)) expect(Number.isInteger(jump) || jump === Infinity).toBe(true)
  })

  it('adds and multiplies as numbers do', () => {
    const all = Object.values(EXAMPLES).flat()
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(...all),
        fc.nat(1000),
        instants,
        (one, other, thousandths, at) => {
          const by = thousandths / 100
          const rate = (document: unknown) => curveOf(document, AROUND).ratePerSecond(at)
          expect(rate({ sum: [one, other] })).toBe(rate(one) + rate(other))
          expect(rate({ scale: { curve: one, by } })).toBe(by * rate(one))
        },
      ),
    )
  })
})
