import { z } from 'zod'
import type { CronSchedule } from '../base/cron.ts'
import { cronField, durationDistributionField, durationField, nameField, shareField } from '../base/fields.ts'
import type { SubmissionColumns } from '../importers/submissions.ts'
import { curveField } from '../load/curve-field.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import { MAX_REPLICAS, MAX_SUBMISSIONS } from './limits.ts'

/** Kubernetes' own: batch/v1 JobSpec. */
const DEFAULT_BACKOFF_LIMIT = 6

const period = durationField().refine((us) => us > 0, {
  error: 'a period of 0s never ends',
  params: { hint: 'write for instance 10m' },
})

const CONCURRENCY_POLICIES = ['Allow', 'Forbid', 'Replace'] as const

const cron = z.strictObject({
  cron: cronField().describe('schedule in the five fields of a CronJob, on the clock of `start`'),
  concurrencyPolicy: z
    .enum(CONCURRENCY_POLICIES)
    .default('Allow')
    .describe('when the job before is still there: run both, wait for it (Forbid), or stop it (Replace)'),
  startingDeadline: durationField()
    .optional()
    .describe('how late a job that had to wait may start; later it is skipped (default: however late)'),
})

const column = () => z.string().min(1)

const csv = z.strictObject({
  csv: z.string().min(1).describe('CSV file with a header line and one row per submission, relative to the scenario'),
  time: column().default('time').describe('column of the times: seconds from the start, or dates'),
  pods: column()
    .optional()
    .describe('column of the pods of each submission, all wanted at once (default: as the job says)'),
  duration: column().optional().describe('column of the seconds that its pods work (default: as the job says)'),
})

/** When a job is submitted. The forms are told apart by `kind` once they are read. */
const arrivalsField = z.union([
  z.codec(
    z.strictObject({ at: z.array(durationField()).min(1).max(MAX_SUBMISSIONS).describe('times from the start') }),
    z.object({ kind: z.literal('at'), timesUs: z.array(z.number()) }),
    { decode: ({ at }) => ({ kind: 'at' as const, timesUs: at }), encode: ({ timesUs }) => ({ at: timesUs }) },
  ),
  z.codec(
    z.strictObject({ every: period.describe('period; the first submission is at the start') }),
    z.object({ kind: z.literal('every'), periodUs: z.number() }),
    {
      decode: ({ every }) => ({ kind: 'every' as const, periodUs: every }),
      encode: ({ periodUs }) => ({ every: periodUs }),
    },
  ),
  z.codec(
    cron,
    z.object({
      kind: z.literal('cron'),
      schedule: z.custom<CronSchedule>(),
      concurrency: z.enum(CONCURRENCY_POLICIES),
      startingDeadlineUs: z.number().optional(),
    }),
    {
      decode: ({ cron: schedule, concurrencyPolicy, startingDeadline }) => ({
        kind: 'cron' as const,
        schedule,
        concurrency: concurrencyPolicy,
        startingDeadlineUs: startingDeadline,
      }),
      encode: ({ schedule, concurrency, startingDeadlineUs }) => ({
        cron: schedule,
        concurrencyPolicy: concurrency,
        ...(startingDeadlineUs === undefined ? {} : { startingDeadline: startingDeadlineUs }),
      }),
    },
  ),
  z.codec(csv, z.object({ kind: z.literal('csv'), file: z.string(), columns: z.custom<SubmissionColumns>() }), {
    decode: ({ csv: file, time, pods = null, duration = null }) => ({
      kind: 'csv' as const,
      file,
      columns: { time, pods, duration },
    }),
    encode: ({ file, columns: { time, pods, duration } }) => ({
      csv: file,
      time,
      ...(pods === null ? {} : { pods }),
      ...(duration === null ? {} : { duration }),
    }),
  }),
  z.codec(curveField(), z.object({ kind: z.literal('curve'), curve: z.custom<PluginRef>() }), {
    decode: (curve) => ({ kind: 'curve' as const, curve }),
    encode: ({ curve }) => curve,
  }),
])

const gangSchema = z.strictObject({
  minCount: z
    .int()
    .min(1)
    .max(MAX_REPLICAS)
    .optional()
    .describe('fewest pods that get nodes at the same time (default: all that are wanted at once)'),
  timeout: period
    .optional()
    .describe('from submission until a gang without nodes is given up and counts as failed (default: it waits on)'),
  backfill: z
    .boolean()
    .default(true)
    .describe('whether submissions behind it in its queue may pass while it has no nodes'),
})

export const jobSchema = z.strictObject({
  arrivals: arrivalsField.describe(
    'submissions: { at: [0s, 1h] }, { every: 10m }, { cron: "30 2 * * *" }, { csv: jobs.csv }, or a curve of submissions per time',
  ),
  parallelism: z.int().min(1).max(MAX_REPLICAS).default(1).describe('pods of one submission at once'),
  completions: z
    .int()
    .min(1)
    .max(MAX_REPLICAS)
    .optional()
    .describe('pods of one submission that must do their work (default: parallelism)'),
  duration: durationDistributionField().describe('how long each pod works'),
  failures: shareField()
    .prefault('0%')
    .describe('share of the pods that fail, at any moment of their work; their work is done again'),
  backoffLimit: z
    .int()
    .min(0)
    .max(1000)
    .default(DEFAULT_BACKOFF_LIMIT)
    .describe('failed pods that a submission survives'),
  queue: nameField().optional().describe('queue that submissions wait in (default: none, they are let in at once)'),
  gang: gangSchema.optional().describe('pods of a submission get nodes together or not at all; {} for all of them'),
  activeDeadline: period.optional().describe('from submission until what is left of it is stopped'),
  deadline: period
    .optional()
    .describe(
      'from submission until it should be finished; it is counted as late, but runs on (default: activeDeadline)',
    ),
})

export type JobDocument = z.output<typeof jobSchema>
