import { z } from 'zod'
import { issue } from '../base/issue.ts'
import { scoredResources } from './scored-resources.ts'

const shape = z
  .array(
    z.strictObject({
      utilization: z.int().min(0).max(100).describe('Requested share of the node in percent.'),
      score: z.int().min(0).max(10).describe('The score there, 0 to 10.'),
    }),
  )
  .min(1, 'a shape needs at least one point')
  .check((context) => {
    const points = context.value
    const index = points.findIndex((point, i) => i > 0 && point.utilization <= points[i - 1].utilization)
    if (index < 0) return
    const hint = 'put the points in the order of utilization, each once'
    context.issues.push(issue(points, 'utilization must grow from point to point', hint, [index, 'utilization']))
  })

export type Shape = z.output<typeof shape>

const scoringStrategy = z
  .strictObject({
    type: z
      .enum(['LeastAllocated', 'MostAllocated', 'RequestedToCapacityRatio'])
      .default('LeastAllocated')
      .describe('Whether empty nodes score high, or full ones, or as a shape says.'),
    resources: scoredResources,
    requestedToCapacityRatio: z
      .strictObject({ shape })
      .optional()
      .describe('Points between which the score of a resource is interpolated.'),
  })
  .check((context) => {
    const { type, requestedToCapacityRatio } = context.value
    if ((type === 'RequestedToCapacityRatio') === (requestedToCapacityRatio !== undefined)) return
    const missing = requestedToCapacityRatio === undefined
    const message = missing ? `${type} needs a shape` : `${type} takes no shape`
    const hint = missing
      ? 'write requestedToCapacityRatio: { shape: [{ utilization: 0, score: 0 }, { utilization: 100, score: 10 }] }'
      : 'write type: RequestedToCapacityRatio'
    context.issues.push(issue(context.value, message, hint, ['requestedToCapacityRatio']))
  })

/** NodeResourcesFitArgs of a KubeSchedulerConfiguration. */
export const nodeResourcesFitOptions = z.strictObject({
  ignoredResources: z.array(z.string()).default([]).describe('Extended resources that the filter does not look at.'),
  ignoredResourceGroups: z
    .array(z.string().regex(/^[^/]*$/, 'a group is the part of a resource name before the /'))
    .default([])
    .describe('The same by group, the part of their names before the /.'),
  scoringStrategy: scoringStrategy.prefault({}).describe('How the score judges a node.'),
})

export type NodeResourcesFitOptions = z.output<typeof nodeResourcesFitOptions>
export type ScoringStrategy = NodeResourcesFitOptions['scoringStrategy']
