import { z } from 'zod'
import { assert } from '../../base/assert.ts'
import { durationField } from '../../base/fields.ts'
import { formatDuration, US_PER_SECOND } from '../../base/time.ts'
import { alignedUs, refused, unplaceable } from '../placed-samples.ts'
import type { RequestTrace } from '../request-trace.ts'
import { readRequestTrace, requestsPerStep } from '../request-trace.ts'
import { stepFunction } from '../step-function.ts'
import type { CurvePlugin } from '../types.ts'

/** A trace read in finer steps than a curve may have would be a list of requests again. */
const STEPS_MAX = 5_000_000

interface RequestTraceOptions {
  readonly file: string
  readonly every: number
  readonly align: 'start' | 'clock'
}

export const requestTrace: CurvePlugin<RequestTraceOptions> = {
  name: 'request-trace',
  doc: 'Requests of a log as a rate: TIMESTAMP,ContextTokens,GeneratedTokens of language models, or app,func,end_timestamp,duration of functions (which arrive a duration before their end).',
  options: z.strictObject({
    file: z.string().min(1).describe('CSV file, packed (.gz) or not, relative to the scenario'),
    every: durationField()
      .refine((us) => us >= US_PER_SECOND, {
        error: 'requests are counted over a second at least',
        params: { hint: 'write a step such as 1m' },
      })
      .prefault('1m')
      .describe('step over which requests are counted'),
    align: z
      .enum(['start', 'clock'])
      .default('start')
      .describe(
        'whether the first request falls on the start of the scenario, or every one on its own wall-clock time',
      ),
  }),
  read(options, files) {
    const { file, every, align } = options
    const early = unplaceable(file, options, files)
    if (early !== null) return early
    const content = files.readText(file)
    if ('problem' in content) return refused(content.problem, null)
    const { trace, notes, problems } = readRequestTrace(file, content.text)
    if (trace === null) return { notes, problems }
    const originUs = alignedUs(trace.atUs[0], align, files)
    const firstUs = trace.atUs[0] - originUs
    const lastUs = trace.atUs[trace.atUs.length - 1] - originUs
    if (firstUs >= files.durationUs || lastUs < 0) {
      return refused(`${file} has no request in the time that the scenario covers`, 'write align: start')
    }
    if (lastUs / every > STEPS_MAX) return refused(`${file} has more than ${STEPS_MAX} steps`, 'write a longer `every`')
    const covered = {
      about: file,
      text: `its last request is ${formatDuration(lastUs)} after the start; the rate is 0 from then on`,
    }
    return { data: trace, notes: lastUs + every < files.durationUs ? [...notes, covered] : notes, problems: [] }
  },
  build: ({ every, align }, axis, data) => {
    const trace = data as RequestTrace | undefined
    assert(trace !== undefined, 'a curve from a file is read before it is built')
    const counts = requestsPerStep(trace, alignedUs(trace.atUs[0], align, axis), every)
    const startsUs = Float64Array.from({ length: counts.length + 1 }, (_, step) => step * every)
    return stepFunction(startsUs, [...Array.from(counts, (count) => count / (every / US_PER_SECOND)), 0])
  },
  requests: ({ align }, axis, data) => {
    const { atUs, contextTokens, generatedTokens } = data as RequestTrace
    const originUs = alignedUs(atUs[0], align, axis)
    const first = atUs.findIndex((us) => us >= originUs)
    const after = atUs.findIndex((us) => us >= originUs + axis.durationUs)
    const within = [first === -1 ? atUs.length : first, after === -1 ? atUs.length : after] as const
    return {
      atUs: atUs.slice(...within).map((us) => us - originUs),
      contextTokens: contextTokens.slice(...within),
      generatedTokens: generatedTokens.slice(...within),
    }
  },
}
