import { z } from 'zod'
import { closestName } from '../base/closest-name.ts'
import { durationField, nameField } from '../base/fields.ts'
import { passedOn } from '../base/issue.ts'
import { withJsonForm } from '../base/json-schema.ts'
import { type PluginChoice, pluginField } from '../base/plugin-field.ts'
import { NODE_AUTOSCALERS } from '../policies/node-autoscaler/registry.ts'
import { PLACEMENTS } from '../policies/placement/registry.ts'
import { POD_AUTOSCALERS } from '../policies/pod-autoscaler/registry.ts'

export const UTILISATION_RULES = ['mean', 'max', 'product'] as const

const placement = pluginField('placement policy', () => PLACEMENTS)
const podAutoscaler = pluginField('pod autoscaler', () => POD_AUTOSCALERS)

/** One autoscaler for every service, or one for each that is named. */
export type PodAutoscaling =
  | { readonly kind: 'all'; readonly policy: PluginChoice }
  | { readonly kind: 'each'; readonly policies: Readonly<Record<string, PluginChoice>> }

const podAutoscalerEach = z.record(nameField(), podAutoscaler)

const podAutoscaling = withJsonForm(
  z.codec(z.unknown(), z.custom<PodAutoscaling>(), {
    decode(input, context) {
      if (meansOne(input)) {
        const one = z.safeDecode(podAutoscaler, input, { reportInput: true })
        if (one.success) return { kind: 'all' as const, policy: one.data }
        return refuse(context, one.error)
      }
      const each = podAutoscalerEach.safeParse(input, { reportInput: true })
      if (each.success) return { kind: 'each' as const, policies: each.data }
      return refuse(context, each.error)
    },
    encode: (choice) =>
      choice.kind === 'all' ? z.encode(podAutoscaler, choice.policy) : z.encode(podAutoscalerEach, choice.policies),
  }),
  { name: 'pod-autoscaling', build: (of) => ({ anyOf: [of(podAutoscaler), of(podAutoscalerEach)] }) },
)

function refuse(context: z.core.ParsePayload, error: z.ZodError): never {
  context.issues.push(...error.issues.map((found) => passedOn(found)))
  return z.NEVER
}

/**
 * A mapping with a single key is one autoscaler with its options when the key is the name of one, or nearly so and what it has is no
 * autoscaler itself: a workload may be called almost like one.
 */
function meansOne(input: unknown): boolean {
  const [key, value] = onlyEntry(input)
  if (key === null) return !isMapping(input)
  return isAutoscaler(key) || (isNearAutoscaler(key) && !saysAutoscaler(value))
}

function saysAutoscaler(value: unknown): boolean {
  const [key] = onlyEntry(value)
  return isNearAutoscaler(typeof value === 'string' ? value : (key ?? ''))
}

const isMapping = (input: unknown): input is object =>
  typeof input === 'object' && input !== null && !Array.isArray(input)

function onlyEntry(input: unknown): readonly [string, unknown] | readonly [null, null] {
  const entries = isMapping(input) ? Object.entries(input) : []
  return entries.length === 1 ? entries[0] : [null, null]
}

const isAutoscaler = (name: string): boolean => POD_AUTOSCALERS.some((plugin) => plugin.name === name)

const isNearAutoscaler = (name: string): boolean =>
  closestName(
    name,
    POD_AUTOSCALERS.map((plugin) => plugin.name),
  ) !== null

const nodeAutoscaling = pluginField('node autoscaler', () => NODE_AUTOSCALERS)
const utilisation = z.enum(UTILISATION_RULES)

const DOCS = {
  placement: 'which node a pod goes to',
  podAutoscaling: 'how many replicas a service has: one policy for all, or workload → policy',
  nodeAutoscaling: 'how many nodes a pool has',
  metrics: 'how measurements reach pod autoscalers, or `instant`: they know the present instant',
  utilisation: 'how the ratios of cpu, memory and disk become one figure',
} as const

/** As metrics-server does it: every 15 s, over the time between its last readings, passed on when all nodes have answered. */
const pipeline = z.strictObject({
  scrape: durationField().prefault('15s').describe('between two readings (0s: read whenever an autoscaler looks)'),
  window: durationField().prefault('30s').describe('what a reading is averaged over (0s: the present value)'),
  delay: durationField().prefault('1s').describe('from a reading until an autoscaler sees it'),
})

const NO_PIPELINE = { scrape: 0, window: 0, delay: 0 }

const metrics = z.union([
  z.codec(z.literal('instant'), z.object({ scrape: z.literal(0), window: z.literal(0), delay: z.literal(0) }), {
    decode: () => NO_PIPELINE as { scrape: 0; window: 0; delay: 0 },
    encode: () => 'instant' as const,
  }),
  pipeline,
])

/** What every variant starts from. */
export const policiesSchema = z.strictObject({
  placement: placement.prefault('kube-default').describe(DOCS.placement),
  podAutoscaling: podAutoscaling.prefault('static').describe(DOCS.podAutoscaling),
  nodeAutoscaling: nodeAutoscaling.prefault('static').describe(DOCS.nodeAutoscaling),
  metrics: metrics.prefault({}).describe(DOCS.metrics),
  utilisation: utilisation.default('mean').describe(DOCS.utilisation),
})

/** A variant names only what it changes. */
export const variantSchema = z.strictObject({
  name: nameField().describe('name of the variant in tables and charts'),
  description: z.string().default('').describe('one sentence about it'),
  placement: placement.optional().describe(DOCS.placement),
  podAutoscaling: podAutoscaling.optional().describe(DOCS.podAutoscaling),
  nodeAutoscaling: nodeAutoscaling.optional().describe(DOCS.nodeAutoscaling),
  metrics: metrics.optional().describe(DOCS.metrics),
  utilisation: utilisation.optional().describe(DOCS.utilisation),
  set: z
    .record(z.string(), z.json())
    .prefault({})
    .describe(
      'other differences, as path → value: { "cluster.nodePools.general.count": 12, "workloads.checkout.replicas": 3 }',
    ),
})

export type PoliciesDocument = z.output<typeof policiesSchema>
export type VariantDocument = z.output<typeof variantSchema>
