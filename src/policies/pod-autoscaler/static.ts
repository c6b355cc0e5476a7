import { z } from 'zod'
import type { PodAutoscalerPlugin } from './types.ts'

export const staticReplicas: PodAutoscalerPlugin = {
  name: 'static',
  doc: 'Keeps the replicas that the workload starts with.',
  options: z.strictObject({}),
  create: () => ({
    everyUs: null,
    measures: false,
    decide: ({ replicasDesired }) => ({ replicas: replicasDesired, reason: 'static' }),
  }),
}
