import { z } from 'zod'
import { shareField } from '../base/fields.ts'
import { issue } from '../base/issue.ts'
import { MAX_SEED } from './limits.ts'

/** As far as the published study goes: a third more than the cluster can hold. */
const DEFAULT_INFLATION = '130%'

const file = z.string().min(1)

const openbSchema = z
  .strictObject({
    nodes: file.describe('CSV with sn, cpu_milli, memory_mib, gpu, model: a row per node'),
    pods: file.describe(
      'CSV with name, cpu_milli, memory_mib, num_gpu, gpu_milli and perhaps gpu_spec and times: a row per pod',
    ),
    mode: z
      .enum(['replay', 'inflate', 'order'])
      .default('replay')
      .describe(
        'replay: pods come and go at their own times; inflate: they only come, shuffled, evenly over the run; order: they only come, as `order` has them',
      ),
    to: shareField({ max: 10 })
      .prefault(DEFAULT_INFLATION)
      .describe(
        'inflate: GPUs asked for in the end, as a share of those there are; pods are drawn again or left out for it',
      ),
    orderSeed: z
      .int()
      .min(0)
      .max(MAX_SEED)
      .optional()
      .describe('inflate: the same order in every run, from this seed (default: every seed of a run shuffles anew)'),
    order: file
      .optional()
      .describe('order: JSON with podRows and nodeRowsInTieBreakOrder, data rows of the two lists; .gz is unpacked'),
  })
  .check(({ value, issues }) => {
    if (value.mode === 'order' && value.order === undefined)
      issues.push(issue(value.order, 'mode: order needs an order', 'name a file with podRows', ['order']))
    if (value.mode !== 'inflate' && value.orderSeed !== undefined)
      issues.push(
        issue(value.orderSeed, `mode: ${value.mode} draws no order`, 'write mode: inflate, or leave it out', [
          'orderSeed',
        ]),
      )
    if (value.mode !== 'order' && value.order !== undefined)
      issues.push(
        issue(value.order, `mode: ${value.mode} reads no order`, 'write mode: order, or leave it out', ['order']),
      )
  })

/** Cluster and workloads from a trace, beside those that the scenario writes itself. */
export const importSchema = z.strictObject({
  openb: openbSchema.describe("Alibaba's GPU trace of 2023 (OpenB)"),
})

export type ImportDocument = z.output<typeof importSchema>
