import { z } from 'zod'
import { durationField } from '../base/fields.ts'

/** Options that every pod autoscaler has. */
export const replicaBounds = {
  min: z.int().min(1).default(1).describe('Fewest replicas.'),
  max: z.int().min(1).default(1000).describe('Most replicas.'),
  every: durationField().prefault('15s').describe('How often the autoscaler looks.'),
}

export const bounded = (replicas: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.max(min, Math.min(max, replicas))
