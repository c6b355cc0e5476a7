import { z } from 'zod'
import { ParseError } from '../base/parse-error.ts'
import { parseShare } from '../base/share.ts'
import { parseDuration, US_PER_SECOND } from '../base/time.ts'

/** A bound on a metric: a number in the metric's unit, a share such as `5%` or `+5%`, or a time such as `400ms` (in seconds). */
const boundField = z.codec(z.union([z.number(), z.string()]), z.number(), {
  decode: (written, context) => {
    if (typeof written === 'number') return written
    try {
      return written.trim().endsWith('%') ? parseShare(written.trim()) : parseDuration(written) / US_PER_SECOND
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      const message = `"${written}" is not a bound`
      const params = { hint: 'write a number in the unit of the metric, a share such as 5%, or a time such as 400ms' }
      context.issues.push({ code: 'custom', message, params, input: written })
      return z.NEVER
    }
  },
  encode: (bound) => bound,
})

export const expectationSchema = z.strictObject({
  metric: z.string().describe('name of the metric; `simcap list metrics` shows them'),
  variant: z.string().optional().describe('the variant that it is expected of (default: every variant)'),
  workload: z.string().optional().describe('the service or job that it is expected of (default: the whole cluster)'),
  relativeTo: z
    .string()
    .optional()
    .describe(
      'the bounds are relative to this variant: max: +5% is at most five percent more; "baseline": to the same variant in the file that `simcap check --baseline` names',
    ),
  min: boundField.optional().describe('lower bound: a number, a share such as 5%, or a time such as 400ms'),
  max: boundField.optional().describe('upper bound: a number, a share such as 5%, or a time such as 400ms'),
})

export type ExpectationDocument = z.output<typeof expectationSchema>
