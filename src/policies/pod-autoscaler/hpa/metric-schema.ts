import { z } from 'zod'
import { closestNameHint } from '../../../base/closest-name.ts'
import { issue } from '../../../base/issue.ts'
import { quantityText } from '../../quantity-text.ts'

/** Metrics of a service that its pods, an object in front of them or something outside can report. */
export const SERVICE_METRICS = ['requests-per-second', 'queue-length', 'requests-in-flight'] as const

const RESOURCES = ['cpu', 'memory'] as const

type Checked = z.core.ParsePayload<unknown>

const named = (kind: string, names: readonly string[]) =>
  z.string().check(({ value, issues }: z.core.ParsePayload<string>) => {
    if (!names.includes(value)) issues.push(issue(value, `no ${kind} named "${value}"`, closestNameHint(value, names)))
  })

const resource = named('resource metric', RESOURCES).describe('cpu or memory.')
const metric = z.strictObject({
  name: named('metric', SERVICE_METRICS).describe(`One of ${SERVICE_METRICS.join(', ')}.`),
  selector: z.unknown().optional().describe('Without effect: every service has its own.'),
})

/** Its name is checked against the scenario's curves (`checkHpa`). */
const outside = z.strictObject({
  name: z.string().describe(`A curve under \`curves\`, or one of ${SERVICE_METRICS.join(', ')}.`),
  selector: z.unknown().optional().describe('Without effect: a curve is one series.'),
})

const TARGETS = { Utilization: 'averageUtilization', AverageValue: 'averageValue', Value: 'value' } as const
type TargetType = keyof typeof TARGETS

/** What is steered to, and that it says so in the field that goes with its type. */
function target(...types: readonly [TargetType, ...TargetType[]]) {
  return z
    .strictObject({
      type: z.enum(types).describe('How the target is meant.'),
      averageUtilization: z.int().min(1).optional().describe('Percent of what is requested.'),
      averageValue: quantityText().optional().describe('Mean per pod.'),
      value: quantityText().optional().describe('In all.'),
    })
    .check((payload: Checked) => {
      const written = payload.value as { readonly type: TargetType }
      const wanted = TARGETS[written.type]
      if (wanted in written) return
      payload.issues.push(
        issue(written, `a target of type ${written.type} needs ${wanted}`, `write ${wanted}: …`, [wanted]),
      )
    })
}

/** One metric of an autoscaling/v2 HorizontalPodAutoscaler, as its API has it. */
export const metricSpec = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Resource').describe('Use of cpu or memory by whole pods.'),
    resource: z
      .strictObject({ name: resource, target: target('Utilization', 'AverageValue').describe('What is steered to.') })
      .describe('The metric and its target.'),
  }),
  z.strictObject({
    type: z.literal('ContainerResource').describe('Use of cpu or memory by one container.'),
    containerResource: z
      .strictObject({
        name: resource,
        container: z.string().describe('Name of the container.'),
        target: target('Utilization', 'AverageValue').describe('What is steered to.'),
      })
      .describe('The metric and its target.'),
  }),
  z.strictObject({
    type: z.literal('Pods').describe('A metric that every pod reports.'),
    pods: z
      .strictObject({
        metric: metric.describe('What is measured.'),
        target: target('AverageValue').describe('What is steered to.'),
      })
      .describe('The metric and its target.'),
  }),
  z.strictObject({
    type: z.literal('Object').describe('A metric of one object.'),
    object: z
      .strictObject({
        describedObject: z.unknown().optional().describe('Taken to be in front of this service.'),
        metric: metric.describe('What is measured.'),
        target: target('Value', 'AverageValue').describe('What is steered to.'),
      })
      .describe('The metric and its target.'),
  }),
  z.strictObject({
    type: z.literal('External').describe('A metric from outside the cluster.'),
    external: z
      .strictObject({
        metric: outside.describe('What is measured.'),
        target: target('Value', 'AverageValue').describe('What is steered to.'),
      })
      .describe('The metric and its target.'),
  }),
])

export type MetricSpec = z.output<typeof metricSpec>
