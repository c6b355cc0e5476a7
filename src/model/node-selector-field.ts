import { z } from 'zod'
import { isLabelKey, isLabelValue } from './label-syntax.ts'
import type { NodeRequirement, NodeSelectorTerm } from './selectors.ts'

/*
 * Kubernetes' node selector terms as they are written in a pod's or a scheduler profile's node affinity.
 * What the API server refuses is refused here.
 */

const labelKey = z.string().refine(isLabelKey, 'not a label key').describe('A label key.')

const INTEGER = /^[+-]?\d+$/

const expression = z
  .strictObject({
    key: labelKey,
    operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
    values: z.array(z.string().refine(isLabelValue, 'not a label value')).default([]),
  })
  .check(({ value, issues }) => {
    const message = valuesMessage(value)
    if (message !== null) issues.push({ code: 'custom', input: value.values, message, path: ['values'] })
  })

function valuesMessage({ operator, values }: NodeRequirement): string | null {
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    return values.length === 0 ? null : `${operator} takes no values`
  }
  if (operator === 'In' || operator === 'NotIn') return values.length > 0 ? null : `${operator} needs values`
  return values.length === 1 && INTEGER.test(values[0]) ? null : `${operator} needs one whole number, written as text`
}

const field = z.strictObject({
  key: z.literal('metadata.name'),
  operator: z.enum(['In', 'NotIn']),
  values: z.array(z.string()).length(1, 'a field is compared with exactly one value'),
})

/** Expressions on labels and fields of the node, ANDed. */
export const nodeSelectorTerm = z.strictObject({
  matchExpressions: z.array(expression).default([]).describe('Requirements on labels.'),
  matchFields: z.array(field).default([]).describe('Requirements on metadata.name.'),
}) satisfies z.ZodType<NodeSelectorTerm>

/** The `nodeAffinity` of a pod. */
export const nodeAffinityField = z.strictObject({
  requiredDuringSchedulingIgnoredDuringExecution: z
    .strictObject({ nodeSelectorTerms: z.array(nodeSelectorTerm).min(1) })
    .optional()
    .describe('Nodes must match one of the terms.'),
  preferredDuringSchedulingIgnoredDuringExecution: z
    .array(z.strictObject({ weight: z.int().min(1).max(100), preference: nodeSelectorTerm }))
    .default([])
    .describe('Nodes score the weights of the terms that they match.'),
})
