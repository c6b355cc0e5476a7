import { z } from 'zod'
import { assert } from '../base/assert.ts'
import { nameField } from '../base/fields.ts'
import { issue } from '../base/issue.ts'
import { labelSelectorField } from '../model/label-selector-field.ts'
import { type PodDisruptionBudget, UNHEALTHY_POD_EVICTION_POLICIES } from '../model/pod-disruption-budget.ts'
import { MAX_REPLICAS } from './limits.ts'

const podCount = z.union([
  z.codec(z.int().min(0).max(MAX_REPLICAS), z.object({ kind: z.literal('count'), count: z.number() }), {
    decode: (count) => ({ kind: 'count' as const, count }),
    encode: ({ count }) => count,
  }),
  z.codec(
    z.string().refine((text) => /^(100|\d{1,2})%$/.test(text), {
      error: ({ input }) => `"${String(input)}" is not a share of pods`,
      params: { hint: 'write it like 30%, or a number of pods' },
    }),
    z.object({ kind: z.literal('percent'), percent: z.number() }),
    {
      decode: (text) => ({ kind: 'percent' as const, percent: Number(text.slice(0, -1)) }),
      encode: ({ percent }) => `${percent}%`,
    },
  ),
])

const bounds = {
  minAvailable: podCount.optional().describe('pods that must stay ready: a number, or a share such as 80%'),
  maxUnavailable: podCount.optional().describe('pods that may be missing: a number, or a share such as 20%'),
  unhealthyPodEvictionPolicy: z
    .enum(UNHEALTHY_POD_EVICTION_POLICIES)
    .default('IfHealthyBudget')
    .describe(
      'whether pods that run without being ready may be evicted: while the budget holds without them, or always',
    ),
}

interface Bounds {
  readonly minAvailable?: z.output<typeof podCount> | undefined
  readonly maxUnavailable?: z.output<typeof podCount> | undefined
}

function onlyOne({ value, issues }: z.core.ParsePayload<Bounds>): void {
  const { minAvailable, maxUnavailable } = value
  if (minAvailable === undefined && maxUnavailable === undefined)
    issues.push(issue(undefined, 'a budget without a bound', 'write minAvailable or maxUnavailable', ['minAvailable']))
  if (minAvailable !== undefined && maxUnavailable !== undefined)
    issues.push(issue(value, 'a budget has minAvailable or maxUnavailable, not both', 'keep one', ['maxUnavailable']))
}

export function boundOf({ minAvailable, maxUnavailable }: Bounds): PodDisruptionBudget['bound'] {
  if (minAvailable !== undefined) return { kind: 'minAvailable', pods: minAvailable }
  assert(maxUnavailable !== undefined, 'the schema demands one bound')
  return { kind: 'maxUnavailable', pods: maxUnavailable }
}

/** Of one workload's pods. */
export const workloadBudgetSchema = z.strictObject(bounds).check(onlyOne)

/** Of pods by their labels. */
export const disruptionBudgetSchema = z
  .strictObject({
    name: nameField().describe('name of the budget'),
    namespace: nameField().default('default').describe('namespace of the budget and its pods'),
    selector: labelSelectorField.describe('pods that the budget counts'),
    ...bounds,
  })
  .check(onlyOne)
