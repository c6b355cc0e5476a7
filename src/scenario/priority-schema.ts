import { z } from 'zod'
import { nameField } from '../base/fields.ts'
import { MAX_USER_PRIORITY } from './limits.ts'
import { PREEMPTION_POLICIES } from './pod-schema.ts'

export const priorityClassSchema = z.strictObject({
  name: nameField()
    .refine((name) => !name.startsWith('system-'), {
      error: 'names that begin with "system-" are taken by Kubernetes',
      params: { hint: 'workloads can name system-cluster-critical and system-node-critical without more ado' },
    })
    .describe('name that workloads give as priorityClassName'),
  value: z
    .int()
    .min(-MAX_USER_PRIORITY)
    .max(MAX_USER_PRIORITY)
    .describe('priority of its pods; the higher, the sooner'),
  globalDefault: z.boolean().default(false).describe('whether workloads without a priority have this class'),
  preemptionPolicy: z
    .enum(PREEMPTION_POLICIES)
    .default('PreemptLowerPriority')
    .describe('whether its pods may evict pods of lower priority'),
  description: z.string().optional().describe('whom the class is for'),
})

export type PriorityClassDocument = z.output<typeof priorityClassSchema>

/** The classes that every cluster has (kubernetes, pkg/apis/scheduling). */
export const BUILT_IN_CLASSES: readonly PriorityClassDocument[] = [
  { name: 'system-cluster-critical', value: 2_000_000_000 },
  { name: 'system-node-critical', value: 2_000_001_000 },
].map((each) => ({ ...each, globalDefault: false, preemptionPolicy: 'PreemptLowerPriority' as const }))
