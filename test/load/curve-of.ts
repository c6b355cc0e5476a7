import { expect } from 'vitest'
import { z } from 'zod'
import { randomStream } from '../../src/base/random.ts'
import { parseDuration, US_PER_DAY } from '../../src/base/time.ts'
import { buildCurve } from '../../src/load/build.ts'
import { curveField, readCurve } from '../../src/load/curve-field.ts'
import type { Curve, CurveFiles, TimeAxis } from '../../src/load/types.ts'

/** What a test may say of the scenario around a curve: nothing, mostly. */
export interface Around {
  readonly axis?: Partial<TimeAxis>
  readonly texts?: Readonly<Record<string, string>>
}

export function filesOf({ axis = {}, texts = {} }: Around): CurveFiles {
  return {
    durationUs: 2 * US_PER_DAY,
    startEpochMs: null,
    startOfDayUs: 0,
    startOfWeekUs: 0,
    ...axis,
    readText: (path) => (path in texts ? { text: texts[path] } : { problem: `no file ${path}` }),
  }
}

/** Decodes and reads a curve as a scenario would. */
export function readDocument(document: unknown, around: Around = {}) {
  return readCurve(z.decode(curveField(), document), filesOf(around))
}

/** The curve that a scenario's text stands for. */
export function curveOf(document: unknown, around: Around = {}): Curve {
  const { ref, problems } = readDocument(document, around)
  expect(problems).toEqual([])
  const stream = (name: string) => randomStream(1, name)
  return buildCurve(ref, { ...filesOf(around), stream, sharedStream: stream })
}

/** Rates at instants, written as durations: `['1h30m', 20]`. */
export function checkRates(document: unknown, rows: readonly (readonly [string, number])[], around: Around = {}): void {
  const curve = curveOf(document, around)
  for (const [at, rate] of rows) expect(curve.ratePerSecond(parseDuration(at)), `rate at ${at}`).toBeCloseTo(rate, 9)
}

/** All jumps of a curve, from one strictly after `from`. */
export function jumpsOf(curve: Curve, fromUs: number, count: number): number[] {
  const jumps: number[] = []
  let atUs = fromUs
  while (jumps.length < count && atUs < Infinity) {
    atUs = curve.nextJumpUs(atUs)
    jumps.push(atUs)
  }
  return jumps
}

/** The messages of the issues or problems that a curve's text meets. */
export function complaints(document: unknown, around: Around = {}): string[] {
  const decoded = z.safeDecode(curveField(), document)
  if (!decoded.success) return decoded.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return readCurve(decoded.data, filesOf(around)).problems.map(({ path, message }) => `${path.join('.')}: ${message}`)
}
