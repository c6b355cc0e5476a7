import { z } from 'zod'

/** Which resources a score looks at, and how much each counts: as in kube-scheduler's `scoringStrategy.resources`. */
export const scoredResources = z
  .array(
    z.strictObject({
      name: z.string().min(1).describe('Resource name.'),
      weight: z.int().min(1).max(100).default(1).describe('How much the resource counts, 1 to 100.'),
    }),
  )
  .min(1, 'a score needs at least one resource')
  .default([
    { name: 'cpu', weight: 1 },
    { name: 'memory', weight: 1 },
  ])
  .describe('Resources that the score looks at.')

export type ScoredResources = z.output<typeof scoredResources>
