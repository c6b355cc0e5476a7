import { z } from 'zod'
import { readSamples } from '../csv-samples.ts'
import type { Placing } from '../placed-samples.ts'
import { placedCurve, placedFields, placeSamples, refused, unplaceable } from '../placed-samples.ts'
import type { Repeated } from '../samples.ts'
import type { CurveFiles, CurvePlugin, ReadResult } from '../types.ts'

interface CsvOptions extends Placing {
  readonly file: string
  readonly column: string
  readonly time: string
  readonly repeated: Repeated
}

export const csv: CurvePlugin<CsvOptions> = {
  name: 'csv',
  doc: 'A measured series from a CSV file, as steps from row to row; gaps, repeated and disordered stamps are mended and reported.',
  options: z.strictObject({
    file: z.string().min(1).describe('CSV file with a header line, relative to the scenario'),
    column: z.string().min(1).default('value').describe('column of the values'),
    time: z.string().min(1).default('timestamp').describe('column of the time stamps; without a zone they are UTC'),
    repeated: z.enum(['sum', 'mean', 'last']).default('mean').describe('what rows with the same stamp come to'),
    ...placedFields,
  }),
  read,
  build: (options, axis, data) => placedCurve(data, options, axis),
}

function read(options: CsvOptions, files: CurveFiles): ReadResult {
  const { file, column, time, repeated } = options
  const early = unplaceable(file, options, files)
  if (early !== null) return early
  const content = files.readText(file)
  if ('problem' in content) return refused(content.problem, null)
  const { samples, notes, problems } = readSamples(file, content.text, { time, value: column }, repeated)
  return samples === null ? { notes, problems } : placeSamples(file, samples, notes, options, files)
}
