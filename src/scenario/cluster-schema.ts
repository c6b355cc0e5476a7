import { z } from 'zod'
import { amountsField, bandwidthField, durationDistributionField, nameField, shareField } from '../base/fields.ts'
import { inventoryColumnsField } from '../importers/inventory-columns.ts'
import { disruptionBudgetSchema } from './disruption-schema.ts'
import { gpusSchema, targetShapeSchema } from './gpu-schema.ts'
import { instanceTypesField, purchaseField } from './instance-types.ts'
import { MAX_NAMED, MAX_NODES, MAX_POD_PARTS, MAX_PRICE_PER_HOUR } from './limits.ts'
import { warmField } from './warm-schema.ts'

/** A pool size of Kubernetes itself: what a kubelet allows when nobody says otherwise. */
export const DEFAULT_MAX_PODS = 110

/** From "a machine is wanted" to "the node is ready": what managed clusters of the large providers typically need. */
const DEFAULT_BOOT_TIME = '60s'

/** What one node gets from a registry of its own region when it pulls several layers at once. */
const DEFAULT_PULL_BANDWIDTH = '500Mbit/s'

const wholeNumber = (max: number): z.ZodInt => z.int().min(0).max(max)

export const labelsField = (): z.ZodRecord<z.ZodString, z.ZodString> => z.record(z.string(), z.string())

const taintEffects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const

export const taintEffectField = (): z.ZodEnum<{ [Effect in (typeof taintEffects)[number]]: Effect }> =>
  z.enum(taintEffects)

const taintSchema = z.strictObject({
  key: z.string().min(1).describe('taint key'),
  value: z.string().default('').describe('taint value'),
  effect: taintEffectField().describe('what happens to pods that do not tolerate it'),
})

const listedNodesSchema = z.strictObject({
  csv: z.string().min(1).describe('CSV file with a header line and one row per node, relative to the scenario'),
  columns: inventoryColumnsField().describe(
    'resource → column with its amount on each node, as cpu: { column: cpu_milli, suffix: m }',
  ),
})

export const nodePoolSchema = z.strictObject({
  name: nameField().describe('name of the pool; its nodes are named after it'),
  count: wholeNumber(MAX_NODES)
    .optional()
    .describe('nodes that are ready at the start (default: 1, or 0 beside a list of nodes)'),
  capacity: amountsField()
    .optional()
    .describe(
      'what a node of this pool has: cpu, memory, ephemeral-storage, pods (default 110), or any extended resource such as nvidia.com/gpu',
    ),
  allocatable: amountsField().optional().describe('what pods may use of it (default: all of the capacity)'),
  reserved: amountsField().optional().describe('what the system keeps for itself, instead of `allocatable`'),
  labels: labelsField().prefault({}).describe('labels of every node of the pool'),
  taints: z.array(taintSchema).max(MAX_POD_PARTS).prefault([]).describe('taints of every node of the pool'),
  gpus: gpusSchema
    .optional()
    .describe('GPUs that pods get whole or share; an extended resource such as nvidia.com/gpu belongs to `capacity`'),
  zones: z
    .array(z.string().min(1))
    .max(MAX_NAMED)
    .prefault([])
    .describe('zones that the nodes are spread over in turn'),
  unschedulable: z.boolean().default(false).describe('whether the nodes are cordoned: no new pods come to them'),
  pricePerHour: z
    .number()
    .min(0)
    .max(MAX_PRICE_PER_HOUR)
    .default(0)
    .describe("price of one node for an hour, in the scenario's currency"),
  instanceTypes: instanceTypesField,
  purchase: purchaseField,
  provisioning: z
    .strictObject({
      failure: shareField().prefault('0%').describe('machines that are ordered and never come'),
      quota: wholeNumber(MAX_NODES)
        .optional()
        .describe('most nodes of the pool that the provider gives (default: no end)'),
    })
    .prefault({})
    .describe('what may go wrong when nodes are ordered'),
  bootTime: durationDistributionField()
    .prefault(DEFAULT_BOOT_TIME)
    .describe('from asking for a node until it is ready'),
  limits: z
    .strictObject({
      min: wholeNumber(MAX_NODES).optional().describe('fewest nodes (default 0)'),
      max: wholeNumber(MAX_NODES)
        .optional()
        .describe('most nodes (default: ten times the size at the start, at least 10)'),
    })
    .prefault({})
    .describe('bounds for a node autoscaler on the whole size of the pool'),
  warm: warmField,
  nodes: listedNodesSchema.optional().describe('nodes listed one by one in a file, beside or instead of `count`'),
})

export const clusterSchema = z.strictObject({
  nodePools: z.array(nodePoolSchema).max(MAX_NAMED).prefault([]).describe('groups of like nodes'),
  registry: z
    .strictObject({
      bandwidth: bandwidthField()
        .optional()
        .describe('what the registry gives to all nodes together (default: as much as they can take)'),
      perNode: bandwidthField().prefault(DEFAULT_PULL_BANDWIDTH).describe('bandwidth at which one node pulls images'),
    })
    .prefault({})
    .describe('where images come from'),
  disruptionBudgets: z
    .array(disruptionBudgetSchema)
    .max(MAX_NAMED)
    .prefault([])
    .describe('how many of some pods may be missing when others need their place'),
  targetWorkload: z
    .array(targetShapeSchema)
    .min(1)
    .max(MAX_NAMED)
    .optional()
    .describe(
      "kinds of pods that idle GPUs are kept for: what fragmentation is measured against and the policy fgd goes by (default: the trace's, else the scenario's own pods)",
    ),
})

export type NodePoolDocument = z.output<typeof nodePoolSchema>
