import { z } from 'zod'
import { rateField } from '../../base/fields.ts'
import { bounded, boundsInOrder, replicaBounds } from '../replica-bounds.ts'
import type { PodAutoscalerPlugin } from './types.ts'

const options = z
  .strictObject({
    capacityPerInstance: rateField()
      .refine((perSecond) => perSecond > 0, {
        error: 'an instance without capacity takes no load',
        params: { hint: 'write for instance 500/s' },
      })
      .optional()
      .describe('Load that one instance takes; default: the capacityPerReplica of the service.'),
    safetyFactor: z.number().min(0).default(1.2).describe('Safety factor for faults and growth.'),
    safety: z
      .enum(['add', 'multiply'])
      .default('add')
      .describe('`add`: load / capacity + factor, as the document prints it; `multiply`: load / capacity × factor.'),
    ...replicaBounds,
  })
  .check(boundsInOrder)

/** Instances for a load (D4 §4.3), unrounded. Printed: currentLoad / capacityPerInstance + safetyFactor. */
export function instancesForLoad(load: number, capacity: number, factor: number, safety: 'add' | 'multiply'): number {
  const needed = load === 0 ? 0 : load / capacity
  return safety === 'add' ? needed + factor : needed * factor
}

export const loadPlusSafety: PodAutoscalerPlugin<z.output<typeof options>> = {
  name: 'load-plus-safety',
  doc: 'Document formula: replicas = current load / capacity per instance + safety factor, rounded up.',
  options,
  create: (chosen) => ({
    everyUs: chosen.every,
    decide: ({ loadPerSecond, capacityPerReplicaPerSecond }) => {
      const capacity = chosen.capacityPerInstance ?? capacityPerReplicaPerSecond
      const instances = instancesForLoad(loadPerSecond, capacity, chosen.safetyFactor, chosen.safety)
      const sign = chosen.safety === 'add' ? '+' : '×'
      return {
        replicas: bounded(instances, chosen),
        reason: `${loadPerSecond.toFixed(1)}/s ÷ ${capacity}/s ${sign} ${chosen.safetyFactor} = ${instances.toFixed(2)}`,
      }
    },
  }),
}
