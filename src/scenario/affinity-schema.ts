import { z } from 'zod'
import { issue } from '../base/issue.ts'
import { labelSelectorField } from '../model/label-selector-field.ts'
import { labelKeyField, MAX_SELECTOR_PARTS, nodeAffinityField } from '../model/node-selector-field.ts'
import { MAX_POD_PARTS } from './limits.ts'

/*
 * Affinity and topology spread as a pod spec has them, so that they can be pasted. What the API server refuses is refused here.
 */

const labelKeys = () => z.array(labelKeyField()).max(MAX_SELECTOR_PARTS).default([])

const podAffinityTerm = z
  .strictObject({
    topologyKey: labelKeyField().describe('node label whose values are the domains: a zone, a host'),
    labelSelector: labelSelectorField.optional().describe('pods that count; without it none'),
    namespaces: z
      .array(z.string().min(1))
      .max(MAX_SELECTOR_PARTS)
      .default([])
      .describe("namespaces whose pods count (default: the pod's own)"),
    namespaceSelector: labelSelectorField.optional().describe('namespaces by their labels; {} selects all of them'),
    matchLabelKeys: labelKeys().describe("labels that counted pods share with the pod's own"),
    mismatchLabelKeys: labelKeys().describe("labels in which counted pods differ from the pod's own"),
  })
  .meta({ id: 'pod-affinity-term' })

export type PodAffinityTermDocument = z.output<typeof podAffinityTerm>

const podAffinity = () =>
  z.strictObject({
    requiredDuringSchedulingIgnoredDuringExecution: z
      .array(podAffinityTerm)
      .max(MAX_POD_PARTS)
      .default([])
      .describe('terms that must all hold'),
    preferredDuringSchedulingIgnoredDuringExecution: z
      .array(
        z.strictObject({
          weight: z.int().min(1).max(100).describe('what a matching pod in the domain scores, 1 to 100'),
          podAffinityTerm: podAffinityTerm.describe('the pods and the domain'),
        }),
      )
      .max(MAX_POD_PARTS)
      .default([])
      .describe('terms that score'),
  })

export type PodAffinityDocument = z.output<ReturnType<typeof podAffinity>>

export const affinitySchema = z
  .strictObject({
    nodeAffinity: nodeAffinityField.optional().describe('nodes by their labels'),
    podAffinity: podAffinity().optional().describe('near to other pods'),
    podAntiAffinity: podAffinity().optional().describe('away from other pods'),
  })
  .meta({ id: 'affinity' })

export type AffinityDocument = z.output<typeof affinitySchema>

const spreadConstraint = z
  .strictObject({
    maxSkew: z.int().min(1).describe('how many more pods a domain may have than the emptiest one'),
    topologyKey: labelKeyField().describe('node label whose values are the domains'),
    whenUnsatisfiable: z
      .enum(['DoNotSchedule', 'ScheduleAnyway'])
      .describe('whether the pod waits or the constraint only scores'),
    labelSelector: labelSelectorField.optional().describe('pods that count; without it none'),
    minDomains: z.int().min(1).optional().describe('with fewer domains the emptiest counts as having no pods'),
    nodeAffinityPolicy: z
      .enum(['Honor', 'Ignore'])
      .default('Honor')
      .describe("whether nodes that the pod's node affinity and selector leave out count"),
    nodeTaintsPolicy: z
      .enum(['Honor', 'Ignore'])
      .default('Ignore')
      .describe('whether nodes with taints that the pod does not tolerate are left out'),
    matchLabelKeys: labelKeys().describe("labels that counted pods share with the pod's own"),
  })
  .check(({ value, issues }) => {
    if (value.minDomains !== undefined && value.whenUnsatisfiable !== 'DoNotSchedule') {
      const message = 'minDomains counts only with whenUnsatisfiable: DoNotSchedule'
      issues.push(issue(value.minDomains, message, 'leave it out', ['minDomains']))
    }
    if (value.matchLabelKeys.length > 0 && value.labelSelector === undefined) {
      const message = 'matchLabelKeys narrows a labelSelector, and there is none'
      issues.push(issue(value.matchLabelKeys, message, 'write a labelSelector', ['matchLabelKeys']))
    }
  })
  .meta({ id: 'topology-spread-constraint' })

export type SpreadConstraintDocument = z.output<typeof spreadConstraint>

export const spreadConstraintsSchema = z
  .array(spreadConstraint)
  .max(MAX_POD_PARTS)
  .check(({ value, issues }) => {
    value.forEach(({ topologyKey, whenUnsatisfiable }, index) => {
      const first = value.findIndex(
        (each) => each.topologyKey === topologyKey && each.whenUnsatisfiable === whenUnsatisfiable,
      )
      if (first === index) return
      const message = `there is a ${whenUnsatisfiable} constraint on ${topologyKey} already`
      issues.push(issue(topologyKey, message, 'keep one of them', [index, 'topologyKey']))
    })
  })
