import { z } from 'zod'
import { amountsField } from '../base/fields.ts'
import { MAX_REPLICAS } from './limits.ts'

/** What tells nodes of a pool with placeholders from others; its value is the pool's name. */
export const WARM_POOL_LABEL = 'simcap/pool'

export const warmField = z
  .strictObject({
    pods: z.int().min(1).max(MAX_REPLICAS).describe('how many placeholder pods there are'),
    requests: amountsField().describe('what each of them keeps free'),
  })
  .optional()
  .describe(
    'spare capacity that is kept on nodes of this pool: placeholder pods of priority −10, the workload POOL-warm, which give way to any pod above that and for which a node autoscaler then finds a new place',
  )
