import { z } from 'zod'
import { assert } from '../../base/assert.ts'
import { durationField } from '../../base/fields.ts'
import { formatDuration, US_PER_SECOND } from '../../base/time.ts'
import type { Note } from '../../model/scenario.ts'
import type { Samples } from '../csv-samples.ts'
import { readSamples } from '../csv-samples.ts'
import { sampleCurve } from '../sample-curve.ts'
import type { CurveFiles, CurvePlugin, ReadResult, TimeAxis } from '../types.ts'

const options = z.strictObject({
  file: z.string().min(1).describe('CSV file with a header line, relative to the scenario'),
  column: z.string().min(1).default('value').describe('column of the values'),
  time: z.string().min(1).default('timestamp').describe('column of the time stamps; without a zone they are UTC'),
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
  repeated: z.enum(['sum', 'mean', 'last']).default('mean').describe('what rows with the same stamp come to'),
  align: z
    .enum(['start', 'clock'])
    .default('start')
    .describe('whether the first row falls on the start of the scenario, or every row on its own wall-clock time'),
})

type CsvOptions = z.infer<typeof options>

export const csv: CurvePlugin<CsvOptions> = {
  name: 'csv',
  doc: 'A measured series from a CSV file, as steps from row to row; gaps, repeated and disordered stamps are mended and reported.',
  options,
  read,
  build: ({ gaps, align, per }, axis, data) => {
    const samples = data as Samples | undefined
    assert(samples !== undefined, 'a csv curve is read before it is built')
    return sampleCurve(samples, gaps, originUs(samples, align, axis), per / US_PER_SECOND)
  },
}

function read({ file, column, time, repeated, align, gaps }: CsvOptions, files: CurveFiles): ReadResult {
  if (align === 'clock' && files.startEpochMs === null) {
    return refused(
      `the scenario names no start, so the rows of ${file} have no place on its time axis`,
      'write start: 2026-11-10T18:00:00+08:00 in the scenario, or align: start here',
    )
  }
  const content = files.readText(file)
  if ('problem' in content) return refused(content.problem, null)
  const { samples, notes, problems } = readSamples(file, content.text, { time, value: column }, repeated)
  if (samples === null) return { notes, problems }
  const firstUs = samples.stampsUs[0] - originUs(samples, align, files)
  const lastUs = samples.stampsUs[samples.stampsUs.length - 1] - originUs(samples, align, files)
  const endUs = lastUs + samples.stepUs
  if (firstUs >= files.durationUs || endUs <= 0) {
    return refused(
      `${file} has no row in the time that the scenario covers`,
      'write align: start to let its first row fall on the start of the scenario',
    )
  }
  return { data: samples, notes: [...notes, ...coverage(file, firstUs, endUs, gaps, files.durationUs)], problems: [] }
}

function refused(message: string, hint: string | null): ReadResult {
  return { notes: [], problems: [{ message, hint }] }
}

function originUs(samples: Samples, align: CsvOptions['align'], axis: TimeAxis): number {
  if (align === 'start') return samples.stampsUs[0]
  assert(axis.startEpochMs !== null, 'a curve on the wall clock needs a start')
  return axis.startEpochMs * 1000
}

function coverage(file: string, firstUs: number, endUs: number, gaps: CsvOptions['gaps'], durationUs: number): Note[] {
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
