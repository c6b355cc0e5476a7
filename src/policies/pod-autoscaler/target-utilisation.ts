import { z } from 'zod'
import { shareField } from '../../base/fields.ts'
import { bounded, boundsInOrder, replicaBounds } from '../replica-bounds.ts'
import type { PodAutoscalerPlugin } from './types.ts'

/** As kube-controller-manager's --horizontal-pod-autoscaler-tolerance: a smaller deviation is left alone. */
const TOLERANCE = 0.1

/** Far above the last bits of a quotient: 66 % of 60 % is 10 % too much, which is still tolerated. */
const ROUNDING = 1e-9

const options = z
  .strictObject({
    target: shareField({ min: 0.01 })
      .prefault('60%')
      .describe('CPU use of ready pods, as a share of their request, to steer to.'),
    ...replicaBounds,
  })
  .check(boundsInOrder)

/**
 * The plain core of a utilisation autoscaler: replicas measured × (utilisation / target), rounded up, at most doubled at a time, left alone
 * within the tolerance. Above the target it takes no replica away, because those that are not ready yet are on their way.
 * No stabilisation.
 */
export const targetUtilisation: PodAutoscalerPlugin<z.output<typeof options>> = {
  name: 'target-utilisation',
  doc: 'Steers the CPU use of ready pods to a target share of their request.',
  options,
  create: (chosen) => ({
    everyUs: chosen.every,
    decide: ({ cpuUtilisation, replicasMeasured, replicasDesired }) => {
      if (cpuUtilisation === null)
        return { replicas: bounded(replicasDesired, chosen), reason: 'no ready pods to measure' }
      const ratio = cpuUtilisation / chosen.target
      const measured = `cpu ${(cpuUtilisation * 100).toFixed(0)} % of request, target ${(chosen.target * 100).toFixed(0)} %`
      if (Math.abs(ratio - 1) <= TOLERANCE + ROUNDING)
        return { replicas: bounded(replicasDesired, chosen), reason: `${measured}: within 10 %` }
      const wanted = Math.max(replicasMeasured * ratio, ratio > 1 ? replicasDesired : 0)
      const step = Math.min(wanted, Math.max(4, 2 * replicasDesired))
      return { replicas: bounded(step, chosen), reason: `${measured}, ${Number(replicasMeasured.toFixed(1))} ready` }
    },
  }),
}
