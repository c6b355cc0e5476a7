import { z } from 'zod'
import { durationField } from '../../../base/fields.ts'
import { issue } from '../../../base/issue.ts'
import { parseQuantity } from '../../../base/quantity.ts'
import { US_PER_SECOND } from '../../../base/time.ts'
import { periodField } from '../../period-field.ts'
import { quantityText } from '../../quantity-text.ts'
import { type MetricSpec, metricSpec } from './metric-schema.ts'
import { DEFAULT_DOWN, DEFAULT_UP, type ScalingRules } from './scaling-rules.ts'
import type { Tolerance } from './tolerance.ts'

const rules = z.strictObject({
  stabilizationWindowSeconds: z.int().min(0).max(3600).optional().describe('How far back recommendations count.'),
  selectPolicy: z.enum(['Max', 'Min', 'Disabled']).optional().describe('Which policy holds when there are several.'),
  policies: z
    .array(
      z.strictObject({
        type: z.enum(['Pods', 'Percent']).describe('What the value counts.'),
        value: z.int().min(1).describe('How much may change.'),
        periodSeconds: z.int().min(1).max(1800).describe('Within how long.'),
      }),
    )
    .min(1)
    .optional()
    .describe('How fast replicas may change.'),
  tolerance: quantityText().optional().describe('Deviation from the target that is left alone.'),
})

type WrittenRules = z.output<typeof rules>

/** Flags of kube-controller-manager. */
const controller = z.strictObject({
  syncPeriod: periodField().prefault('15s').describe('How often the controller looks.'),
  tolerance: z.number().min(0).default(0.1).describe('Deviation from the target that is left alone.'),
  cpuInitializationPeriod: durationField().prefault('5m').describe('A pod this young may still be starting.'),
  initialReadinessDelay: durationField()
    .prefault('30s')
    .describe('A pod not ready this long after its start never was.'),
  downscaleStabilization: durationField().prefault('5m').describe('Window before replicas are taken away.'),
})

/** The `spec` of a HorizontalPodAutoscaler, autoscaling/v2 or v1, and the flags of its controller. */
export const hpaOptions = z
  .strictObject({
    scaleTargetRef: z
      .strictObject({
        apiVersion: z.string().optional().describe('Its API version.'),
        kind: z.string().optional().describe('Its kind.'),
        name: z.string().describe('Its name.'),
      })
      .optional()
      .describe('What is scaled: the workload itself.'),
    minReplicas: z.int().min(0).default(1).describe('Fewest replicas; 0 takes a metric of type Object or External.'),
    maxReplicas: z.int().min(1).describe('Most replicas.'),
    targetCPUUtilizationPercentage: z
      .int()
      .min(1)
      .optional()
      .describe('As autoscaling/v1 has it, instead of `metrics`.'),
    metrics: z.array(metricSpec).min(1).optional().describe('What is steered by (default: cpu at 80 %).'),
    behavior: z
      .strictObject({
        scaleUp: rules.optional().describe('Rules for growth.'),
        scaleDown: rules.optional().describe('Rules for shrinking.'),
      })
      .optional()
      .describe('How fast replicas may change.'),
    controller: controller.prefault({}).describe('Flags of kube-controller-manager.'),
  })
  .check(({ value, issues }) => {
    const { minReplicas, maxReplicas, metrics, targetCPUUtilizationPercentage: percent } = value
    if (minReplicas > maxReplicas)
      issues.push(
        issue(minReplicas, `minReplicas ${minReplicas} is above maxReplicas ${maxReplicas}`, 'exchange them', [
          'minReplicas',
        ]),
      )
    if (minReplicas === 0 && !(metrics ?? []).some(({ type }) => type === 'Object' || type === 'External'))
      issues.push(
        issue(
          minReplicas,
          'pods that are not there report nothing',
          'add a metric of type Object or External, or write 1',
          ['minReplicas'],
        ),
      )
    if (percent !== undefined && metrics !== undefined)
      issues.push(
        issue(percent, 'the target for cpu is given twice', 'write it under `metrics` alone', [
          'targetCPUUtilizationPercentage',
        ]),
      )
  })

export type HpaOptions = z.output<typeof hpaOptions>

/** The metrics that hold: those written, or cpu at the v1 target, or at 80 %. */
export function metricsOf({
  metrics,
  targetCPUUtilizationPercentage: percent = 80,
}: HpaOptions): readonly MetricSpec[] {
  const cpu = { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } } as const
  return metrics ?? [{ type: 'Resource', resource: cpu }]
}

export function toleranceOf({ behavior, controller: { tolerance } }: HpaOptions): Tolerance {
  const of = (written: WrittenRules | undefined) =>
    written?.tolerance === undefined ? tolerance : Number(parseQuantity(String(written.tolerance)).nano) / 1e9
  return { down: of(behavior?.scaleDown), up: of(behavior?.scaleUp) }
}

/** Null: there is no `behavior`, and the controller's own rules hold. */
export function rulesOf({ behavior, controller: { downscaleStabilization } }: HpaOptions) {
  if (behavior === undefined) return null
  const down = { ...DEFAULT_DOWN, windowUs: downscaleStabilization }
  return { up: filled(behavior.scaleUp, DEFAULT_UP), down: filled(behavior.scaleDown, down) }
}

function filled(written: WrittenRules | undefined, otherwise: ScalingRules): ScalingRules {
  const { stabilizationWindowSeconds: seconds, selectPolicy, policies } = written ?? {}
  return {
    windowUs: seconds === undefined ? otherwise.windowUs : seconds * US_PER_SECOND,
    select: selectPolicy ?? otherwise.select,
    policies:
      policies?.map(({ type, value, periodSeconds }) => ({ type, value, periodUs: periodSeconds * US_PER_SECOND })) ??
      otherwise.policies,
  }
}
