import { z } from 'zod'
import { issue } from '../base/issue.ts'

const policy = z.enum(['Honor', 'Ignore'])

const defaultConstraint = z.strictObject({
  maxSkew: z.int().min(1).describe('By how many pods a domain may be ahead.'),
  topologyKey: z.string().min(1).describe('The node label whose values are the domains.'),
  whenUnsatisfiable: z
    .enum(['DoNotSchedule', 'ScheduleAnyway'])
    .describe('Whether it filters nodes or only scores them.'),
  minDomains: z.int().min(1).nullable().default(null).describe('With fewer domains than this, the least count is 0.'),
  nodeAffinityPolicy: policy.default('Honor').describe("Whether nodes outside the pod's node affinity are left out."),
  nodeTaintsPolicy: policy
    .default('Ignore')
    .describe('Whether nodes with taints that the pod does not tolerate are left out.'),
})

/** PodTopologySpreadArgs of a KubeSchedulerConfiguration. */
export const spreadOptions = z
  .strictObject({
    defaultingType: z
      .enum(['System', 'List'])
      .default('System')
      .describe("Which constraints pods without their own get: kube-scheduler's or those listed."),
    defaultConstraints: z
      .array(defaultConstraint)
      .default([])
      .describe(
        'Constraints for pods without their own. Their selector is that of the Services and the owner of the pod.',
      ),
  })
  .check((context) => {
    const { defaultingType, defaultConstraints } = context.value
    if (defaultingType === 'List' || defaultConstraints.length === 0) return
    const message = 'default constraints are listed, but defaultingType is System'
    context.issues.push(issue(defaultConstraints, message, 'write defaultingType: List', ['defaultConstraints']))
  })

export type SpreadOptions = z.output<typeof spreadOptions>
