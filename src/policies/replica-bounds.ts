import { z } from 'zod'
import { periodField } from './period-field.ts'

/** Options that every pod autoscaler has. */
export const replicaBounds = {
  min: z.int().min(1).default(1).describe('Fewest replicas.'),
  max: z.int().min(1).default(1000).describe('Most replicas.'),
  every: periodField().prefault('15s').describe('How often the autoscaler looks.'),
}

/** Refuses a smallest number above the largest. */
export const boundsInOrder = ({ min, max }: { readonly min: number; readonly max: number }): boolean => min <= max

export const BOUNDS_EXCHANGED = {
  path: ['min'],
  error: '`min` is above `max`',
  params: { hint: 'exchange them, or raise `max`' },
}

/** Whole replicas within the bounds. Rounded up, but not for the last bits of a product: 70 × 1.1 is 77 here too. */
export const bounded = (replicas: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.max(min, Math.min(max, Math.ceil(replicas * (1 - 1e-12))))
