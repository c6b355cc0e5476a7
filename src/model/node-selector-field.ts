import { z } from 'zod'
import { isLabelKey, isLabelValue } from './label-syntax.ts'
import type { NodeRequirement, NodeSelectorTerm } from './selectors.ts'

/*
 * Kubernetes' node selector terms as they are written in a pod's or a scheduler profile's node affinity.
 * What the API server refuses is refused here.
 */

/** More terms, keys or values than any real pod has. */
export const MAX_SELECTOR_PARTS = 1000

export const labelKeyField = () =>
  z.string().refine(isLabelKey, { error: ({ input }) => `"${String(input)}" is not a label key` })

/** The list that an In or NotIn compares with. */
export const valuesField = () =>
  z
    .array(z.string().refine(isLabelValue, { error: ({ input }) => `"${String(input)}" is not a label value` }))
    .max(MAX_SELECTOR_PARTS)
    .default([])
    .describe('What the value is compared with.')

const INTEGER = /^[+-]?\d+$/

const expression = z
  .strictObject({
    key: labelKeyField().describe('A label key.'),
    operator: z
      .enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'])
      .describe('How the label is compared; Gt and Lt read whole numbers.'),
    values: valuesField(),
  })
  .check(({ value, issues }) => {
    const message = valuesMessage(value)
    if (message !== null) issues.push({ code: 'custom', input: value.values, message, path: ['values'] })
  })

/** What is wrong with the number of values, or null. */
export function valuesMessage({ operator, values }: NodeRequirement): string | null {
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    return values.length === 0 ? null : `${operator} takes no values`
  }
  if (operator === 'In' || operator === 'NotIn') return values.length > 0 ? null : `${operator} needs values`
  return values.length === 1 && INTEGER.test(values[0]) ? null : `${operator} needs one whole number, written as text`
}

const field = z.strictObject({
  key: z.literal('metadata.name').describe('The one field that nodes are selected by.'),
  operator: z.enum(['In', 'NotIn']).describe('Whether it must be the value or must not.'),
  values: z.array(z.string()).length(1, 'a field is compared with exactly one value').describe('The name of a node.'),
})

/** Expressions on labels and fields of the node, ANDed. */
export const nodeSelectorTerm = z
  .strictObject({
    matchExpressions: z.array(expression).max(MAX_SELECTOR_PARTS).default([]).describe('Requirements on labels.'),
    matchFields: z.array(field).max(MAX_SELECTOR_PARTS).default([]).describe('Requirements on metadata.name.'),
  })
  .meta({ id: 'node-selector-term' }) satisfies z.ZodType<NodeSelectorTerm>

/** The `nodeAffinity` of a pod. */
export const nodeAffinityField = z
  .strictObject({
    requiredDuringSchedulingIgnoredDuringExecution: z
      .strictObject({
        nodeSelectorTerms: z
          .array(nodeSelectorTerm)
          .min(1)
          .max(MAX_SELECTOR_PARTS)
          .describe('Terms of which one must match.'),
      })
      .optional()
      .describe('Nodes must match one of the terms.'),
    preferredDuringSchedulingIgnoredDuringExecution: z
      .array(
        z.strictObject({
          weight: z.int().min(1).max(100).describe('What a node scores that matches, 1 to 100.'),
          preference: nodeSelectorTerm.describe('The term that it must match for that.'),
        }),
      )
      .max(MAX_SELECTOR_PARTS)
      .default([])
      .describe('Nodes score the weights of the terms that they match.'),
  })
  .meta({ id: 'node-affinity' })
