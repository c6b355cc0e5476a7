import { z } from 'zod'
import { labelKeyField, MAX_SELECTOR_PARTS, valuesField, valuesMessage } from './node-selector-field.ts'
import type { LabelSelector } from './selectors.ts'

const expression = z
  .strictObject({
    key: labelKeyField().describe('A label key.'),
    operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']).describe('How the label is compared.'),
    values: valuesField(),
  })
  .check(({ value, issues }) => {
    const message = valuesMessage(value)
    if (message !== null) issues.push({ code: 'custom', input: value.values, message, path: ['values'] })
  })

/** Kubernetes' label selector; without any requirement it selects everything. */
export const labelSelectorField = z
  .strictObject({
    matchLabels: z.record(z.string(), z.string()).default({}).describe('Labels that must have these values.'),
    matchExpressions: z
      .array(expression)
      .max(MAX_SELECTOR_PARTS)
      .default([])
      .describe('Further requirements, all of which must hold.'),
  })
  .meta({ id: 'label-selector' }) satisfies z.ZodType<LabelSelector>
