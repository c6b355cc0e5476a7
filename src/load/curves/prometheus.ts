import { z } from 'zod'
import type { Placing } from '../placed-samples.ts'
import { placedCurve, placedFields, placeSamples, refused, unplaceable } from '../placed-samples.ts'
import type { SeriesChoice } from '../prometheus-samples.ts'
import { readPrometheus } from '../prometheus-samples.ts'
import type { CurvePlugin } from '../types.ts'

interface PrometheusOptions extends Placing, SeriesChoice {
  readonly file: string
}

export const prometheus: CurvePlugin<PrometheusOptions> = {
  name: 'prometheus',
  doc: 'A series from the saved answer of a Prometheus range query (a matrix), as steps from value to value.',
  options: z.strictObject({
    file: z.string().min(1).describe('JSON answer of /api/v1/query_range, relative to the scenario'),
    labels: z.record(z.string(), z.string()).default({}).describe('labels that the series has'),
    several: z
      .enum(['refuse', 'sum'])
      .default('refuse')
      .describe('what to do with several series that have the labels: refuse them, or add them up'),
    ...placedFields,
  }),
  read(options, files) {
    const { file } = options
    const early = unplaceable(file, options, files)
    if (early !== null) return early
    const content = files.readText(file)
    if ('problem' in content) return refused(content.problem, null)
    const { samples, notes, problems } = readPrometheus(file, content.text, options)
    return samples === null ? { notes, problems } : placeSamples(file, samples, notes, options, files)
  },
  build: (options, axis, data) => placedCurve(data, options, axis),
}
