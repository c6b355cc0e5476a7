import { z } from 'zod'
import { amountsField, nameField } from '../base/fields.ts'
import type { Amounts } from '../model/amounts.ts'
import type { Offering } from '../model/cluster-spec.ts'
import { INSTANCE_CATALOGUE, type InstanceType } from '../model/instance-catalogue.ts'
import { MAX_NAMED, MAX_PRICE_PER_HOUR } from './limits.ts'

const price = z.number().min(0).max(MAX_PRICE_PER_HOUR)

const ownTypeSchema = z.strictObject({
  name: nameField().describe('name of the machine; becomes the label node.kubernetes.io/instance-type'),
  capacity: amountsField().describe('what it has'),
  pricePerHour: price.optional().describe('price of one for an hour, bought on demand'),
  spotPricePerHour: price.optional().describe('price of one for an hour, bought as spot'),
})

const PURCHASES = ['on-demand', 'spot'] as const

const fileSchema = z.strictObject({
  csv: z
    .string()
    .min(1)
    .describe(
      'CSV file with a header line and one row per machine, relative to the scenario: columns name, pricePerHour, perhaps spotPricePerHour, and one for each resource, as cpu, memory, nvidia.com/gpu',
    ),
})

export const instanceTypesField = z
  .union([
    z
      .array(z.union([z.string().min(1), ownTypeSchema]))
      .min(1)
      .max(MAX_NAMED),
    fileSchema,
  ])
  .optional()
  .describe(
    'machines that nodes of this pool may be, instead of `capacity`: names of the catalogue (general-8, compute-4, memory-16, gpu-8-1 …), own ones, or a price list in a file: { csv: machines.csv }; nodes at the start are the first',
  )

export const purchaseField = z
  .array(z.enum(PURCHASES))
  .min(1)
  .prefault(['on-demand'])
  .describe('how machines of `instanceTypes` may be bought')

interface PoolOfTypes {
  readonly instanceTypes?: z.output<typeof instanceTypesField>
}

/** What the pool lists; files have been read into the list by then. */
export function listedTypes({ instanceTypes }: PoolOfTypes) {
  return Array.isArray(instanceTypes) ? instanceTypes : []
}

/** The machines that a pool names; unknown names and missing prices are left out, the checks tell of them. */
export function instanceTypesOf(pool: PoolOfTypes): InstanceType[] {
  return listedTypes(pool).flatMap((said) => {
    if (typeof said === 'string') return INSTANCE_CATALOGUE.filter(({ name }) => name === said)
    const { name, capacity, pricePerHour, spotPricePerHour } = said
    return [{ name, capacity, pricePerHour: pricePerHour ?? 0, spotPricePerHour: spotPricePerHour ?? null }]
  })
}

type ShapeOf = (capacity: Amounts) => {
  readonly capacity: Amounts
  readonly allocatable: Amounts
  readonly maxPods: number
}

/** Every machine of a pool in every way in which it may be bought. */
export function offeringsOf(
  pool: PoolOfTypes & {
    readonly purchase: readonly Offering['purchase'][]
    readonly labels: Readonly<Record<string, string>>
  },
  taints: Offering['shape']['taints'],
  shapeOf: ShapeOf,
): Offering[] {
  return instanceTypesOf(pool).flatMap(({ name, capacity, pricePerHour, spotPricePerHour }) =>
    pool.purchase.map((purchase) => ({
      instanceType: name,
      purchase,
      shape: {
        ...shapeOf(capacity),
        labels: {
          ...pool.labels,
          'node.kubernetes.io/instance-type': name,
          'karpenter.sh/capacity-type': purchase,
        },
        taints,
      },
      pricePerHour: purchase === 'spot' ? (spotPricePerHour ?? 0) : pricePerHour,
    })),
  )
}
