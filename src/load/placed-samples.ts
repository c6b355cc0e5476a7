import { z } from 'zod'
import { assert } from '../base/assert.ts'
import { durationField } from '../base/fields.ts'
import { formatDuration, US_PER_SECOND } from '../base/time.ts'
import type { Note } from '../model/scenario.ts'
import { sampleCurve } from './sample-curve.ts'
import type { Samples } from './samples.ts'
import type { Curve, ReadResult, TimeAxis } from './types.ts'

/** How a measured series lies on the scenario's time axis: the options that every curve from such a file has. */
export const placedFields = {
  per: durationField()
    .refine((us) => us > 0, {
      error: 'a value counts per more than 0s',
      params: { hint: 'write a duration such as 5m' },
    })
    .prefault('1s')
    .describe('the time that a value counts over: 5m for requests per five minutes, 1s for rates per second'),
  gaps: z
    .enum(['hold', 'zero', 'interpolate'])
    .default('hold')
    .describe('the rate where rows are missing, and after the last row'),
  align: z
    .enum(['start', 'clock'])
    .default('start')
    .describe('whether the first row falls on the start of the scenario, or every row on its own wall-clock time'),
}

export interface Placing {
  readonly per: number
  readonly gaps: 'hold' | 'zero' | 'interpolate'
  readonly align: 'start' | 'clock'
}

/** Why nothing of the file can be placed, before it is read; null: it can be. */
export function unplaceable(file: string, { align }: Pick<Placing, 'align'>, axis: TimeAxis): ReadResult | null {
  if (align === 'start' || axis.startEpochMs !== null) return null
  return refused(
    `the scenario names no start, so the rows of ${file} have no place on its time axis`,
    'write start: 2026-11-10T18:00:00+08:00 in the scenario, or align: start here',
  )
}

export function refused(message: string, hint: string | null): ReadResult {
  return { notes: [], problems: [{ message, hint }] }
}

/** The samples as data of a curve, with notes on what part of the scenario they cover. */
export function placeSamples(
  file: string,
  samples: Samples,
  notes: readonly Note[],
  { align, gaps }: Placing,
  axis: TimeAxis,
): ReadResult {
  const originUs = alignedUs(samples.stampsUs[0], align, axis)
  const firstUs = samples.stampsUs[0] - originUs
  const endUs = samples.stampsUs[samples.stampsUs.length - 1] - originUs + samples.stepUs
  if (firstUs >= axis.durationUs || endUs <= 0) {
    return refused(
      `${file} has no row in the time that the scenario covers`,
      'write align: start to let its first row fall on the start of the scenario',
    )
  }
  return { data: samples, notes: [...notes, ...coverage(file, firstUs, endUs, gaps, axis.durationUs)], problems: [] }
}

export function placedCurve(data: unknown, { align, gaps, per }: Placing, axis: TimeAxis): Curve {
  const samples = data as Samples | undefined
  assert(samples !== undefined, 'a curve from a file is read before it is built')
  return sampleCurve(samples, gaps, alignedUs(samples.stampsUs[0], align, axis), per / US_PER_SECOND)
}

/** The stamp that falls on time 0. */
export function alignedUs(firstStampUs: number, align: Placing['align'], axis: TimeAxis): number {
  if (align === 'start') return firstStampUs
  assert(axis.startEpochMs !== null, 'a curve on the wall clock needs a start')
  return axis.startEpochMs * 1000
}

function coverage(file: string, firstUs: number, endUs: number, gaps: Placing['gaps'], durationUs: number): Note[] {
  const notes: Note[] = []
  if (firstUs > 0) {
    notes.push({
      about: file,
      text: `its first row is ${formatDuration(firstUs)} after the start; the rate is 0 until then`,
    })
  }
  if (endUs < durationUs) {
    const then = gaps === 'zero' ? 'the rate is 0 from then on' : 'its last value is kept from then on'
    notes.push({
      about: file,
      text: `it ends ${formatDuration(endUs)} after the start, the scenario ${formatDuration(durationUs)}; ${then}`,
    })
  }
  return notes
}
