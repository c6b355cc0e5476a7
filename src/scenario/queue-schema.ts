import { z } from 'zod'
import { amountsField, nameField } from '../base/fields.ts'

/** Beyond that, shares differ by more than anybody can mean. */
const MAX_WEIGHT = 1_000_000

export const queueSchema = z.strictObject({
  name: nameField().describe('name of the queue, as jobs give it'),
  quota: amountsField()
    .prefault({})
    .describe('what its jobs may hold at once; nvidia.com/gpu counts shared devices too (default: no end)'),
  borrowingLimit: amountsField()
    .prefault({})
    .describe('how much more, while other queues leave their quota unused (default: all that is unused)'),
  weight: z
    .number()
    .positive()
    .max(MAX_WEIGHT)
    .default(1)
    .describe('fair share beside other queues: twice the weight gets twice the share'),
})
