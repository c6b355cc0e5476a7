import { z } from 'zod'

/** InterPodAffinityArgs of a KubeSchedulerConfiguration. */
export const interPodAffinityOptions = z.strictObject({
  hardPodAffinityWeight: z
    .int()
    .min(0)
    .max(100)
    .default(1)
    .describe("The weight of other pods' required affinity for the pod, as if they preferred it; 0: none."),
  ignorePreferredTermsOfExistingPods: z
    .boolean()
    .default(false)
    .describe('Whether pods without preferences of their own are scored at all by those of other pods.'),
})

export type InterPodAffinityOptions = z.output<typeof interPodAffinityOptions>
