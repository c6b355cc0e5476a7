import { z } from 'zod'
import type { NodeRequirement, NodeSelectorTerm } from './selectors.ts'

/*
 * Kubernetes' node selector terms as they are written in a pod's or a scheduler profile's node affinity.
 * What the API server refuses is refused here.
 */

/** [prefix/]name: the prefix a DNS name, the name up to 63 letters, digits, '-', '_' and '.', both ends alphanumeric. */
const LABEL_KEY = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/

const labelKey = z.string().regex(LABEL_KEY, 'not a label key').describe('A label key.')

const INTEGER = /^[+-]?\d+$/

const expression = z
  .strictObject({
    key: labelKey,
    operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
    values: z.array(z.string()).default([]),
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

export type NodeAffinityField = z.output<typeof nodeAffinityField>
