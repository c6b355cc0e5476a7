import { z } from 'zod'
import { assert } from '../../base/assert.ts'
import { formatDuration, US_PER_MINUTE } from '../../base/time.ts'
import type { FunctionChoice } from '../function-counts.ts'
import { readFunctionCounts } from '../function-counts.ts'
import { refused } from '../placed-samples.ts'
import { stepFunction } from '../step-function.ts'
import type { CurvePlugin } from '../types.ts'

interface AzureFunctionsOptions extends FunctionChoice {
  readonly file: string
  readonly align: 'start' | 'clock'
}

const hash = (of: string) => z.string().default('').describe(`hash of the ${of}, or its beginning (default: all)`)

export const azureFunctions: CurvePlugin<AzureFunctionsOptions> = {
  name: 'azure-functions',
  doc: 'Invocations per minute from a file of the Azure Functions trace of 2019: of one function, of an app, or of all together.',
  options: z.strictObject({
    file: z.string().min(1).describe('CSV file with HashOwner, HashApp, HashFunction, Trigger, 1, 2, 3, …'),
    owner: hash('owner'),
    app: hash('app'),
    function: hash('function'),
    align: z
      .enum(['start', 'clock'])
      .default('start')
      .describe('where minute 1 is: at the start of the scenario, or at the local midnight before it'),
  }),
  read(options, files) {
    const { file, align } = options
    const content = files.readText(file)
    if ('problem' in content) return refused(content.problem, null)
    const { durationUs, startOfDayUs } = files
    const { counts, notes, problems } = readFunctionCounts(file, content.text, options)
    if (counts === null) return { notes, problems }
    const endUs = counts.perMinute.length * US_PER_MINUTE - (align === 'clock' ? startOfDayUs : 0)
    const ended = {
      about: file,
      text: `it ends ${formatDuration(Math.max(0, endUs))} after the start, the scenario ${formatDuration(durationUs)}; the rate is 0 from then on`,
    }
    return { data: counts.perMinute, notes: endUs < durationUs ? [...notes, ended] : notes, problems: [] }
  },
  build: ({ align }, { startOfDayUs }, data) => {
    assert(data instanceof Float64Array, 'a curve from a file is read before it is built')
    const originUs = align === 'clock' ? startOfDayUs : 0
    const startsUs = Float64Array.from({ length: data.length + 1 }, (_, minute) => minute * US_PER_MINUTE - originUs)
    return stepFunction(startsUs, [...Array.from(data, (count) => count / 60), 0])
  },
}
