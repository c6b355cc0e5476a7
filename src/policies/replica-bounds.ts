import { z } from 'zod'
import { issue } from '../base/issue.ts'
import { periodField } from './period-field.ts'

/** Options that every pod autoscaler has. */
export const replicaBounds = {
  min: z.int().min(1).default(1).describe('Fewest replicas.'),
  max: z.int().min(1).default(1000).describe('Most replicas.'),
  every: periodField().prefault('15s').describe('How often the autoscaler looks.'),
}

/** A check of options with replica bounds: a fewest above the most bounds nothing. */
export function boundsInOrder({ value, issues }: z.core.ParsePayload<{ readonly min: number; readonly max: number }>) {
  const { min, max } = value
  if (min > max) issues.push(issue(min, `min ${min} is above max ${max}`, 'exchange them', ['min']))
}

/** Whole replicas within the bounds. Rounded up, but not for the last bits of a product: 70 × 1.1 is 77 here too. */
export const bounded = (replicas: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.max(min, Math.min(max, Math.ceil(replicas * (1 - 1e-12))))
