import { z } from 'zod'
import { nodeAffinityField } from '../model/node-selector-field.ts'

/** NodeAffinityArgs of a KubeSchedulerConfiguration. */
export const nodeAffinityOptions = z.strictObject({
  addedAffinity: nodeAffinityField
    .optional()
    .describe('Node affinity that every pod of the profile has, on top of its own.'),
})

export type NodeAffinityOptions = z.output<typeof nodeAffinityOptions>
