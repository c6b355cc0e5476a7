import { z } from 'zod'
import { issue } from '../base/issue.ts'
import { affinitySchema, spreadConstraintsSchema } from './affinity-schema.ts'
import { labelsField, taintEffectField } from './cluster-schema.ts'
import { MAX_POD_PARTS, MAX_PRIORITY } from './limits.ts'

/* What the short form of a workload and a whole pod template say in the same words. */

const tolerationSchema = z
  .strictObject({
    key: z.string().optional().describe('taint key; without it every key'),
    operator: z.enum(['Equal', 'Exists']).optional().describe('Equal (default) compares the value, Exists takes any'),
    value: z.string().optional().describe('taint value'),
    effect: taintEffectField().optional().describe('taint effect; without it every effect'),
    tolerationSeconds: z
      .int()
      .optional()
      .describe('read and without effect: taints come with the nodes and nobody is evicted for them'),
  })
  .check(({ value, issues }) => {
    if (!value.key && value.operator !== 'Exists')
      issues.push(issue(value.key, 'a toleration of every key compares no value', 'write operator: Exists', ['key']))
    if (value.operator === 'Exists' && value.value)
      issues.push(issue(value.value, 'operator: Exists takes any value', 'leave the value out', ['value']))
  })
  .meta({ id: 'toleration' })

export const portSchema = z
  .strictObject({
    name: z.string().optional().describe('name of the port'),
    containerPort: port().optional().describe('port of the container'),
    hostPort: port().optional().describe('port of the node, which one pod at a time can have'),
    hostIP: z.string().optional().describe('address of the node that the port is bound to (default: all)'),
    protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP').describe('protocol of the port'),
  })
  .meta({ id: 'port' })

function port() {
  return z.int().min(1).max(65_535)
}

export const PREEMPTION_POLICIES = ['PreemptLowerPriority', 'Never'] as const

export const podFields = {
  nodeSelector: labelsField().prefault({}).describe('labels that a node must have'),
  tolerations: z.array(tolerationSchema).max(MAX_POD_PARTS).prefault([]).describe('taints that the pods tolerate'),
  affinity: affinitySchema.prefault({}).describe('which nodes and which neighbours, as in a pod spec'),
  topologySpreadConstraints: spreadConstraintsSchema
    .prefault([])
    .describe('how evenly the pods lie over zones, hosts or other domains, as in a pod spec'),
  priority: z
    .int()
    .min(-MAX_PRIORITY)
    .max(MAX_PRIORITY)
    .optional()
    .describe(
      'pending pods with a higher number are scheduled first and may evict others (default: of the class, or 0)',
    ),
  priorityClassName: z
    .string()
    .min(1)
    .optional()
    .describe('a class of `priorityClasses`, system-cluster-critical or system-node-critical'),
  preemptionPolicy: z
    .enum(PREEMPTION_POLICIES)
    .optional()
    .describe('whether the pods may evict pods of lower priority (default: of the class, or PreemptLowerPriority)'),
  nodeName: z.string().min(1).optional().describe('the one node that the pods go to'),
}
