import { z } from 'zod'

/** Where a resource's amounts stand: a column, and the suffix that makes its cells Kubernetes quantities (`m`, `Mi`). */
export interface ResourceColumn {
  readonly resource: string
  readonly column: string
  readonly suffix: string
}

/** Which column of a node inventory is what. */
export interface InventoryColumns {
  readonly name: string
  /** `pods` among them is the limit of pods per node. */
  readonly resources: readonly ResourceColumn[]
  readonly labels: readonly { readonly label: string; readonly column: string }[]
}

const column = z.string().min(1)
const resource = z.union(
  [
    column,
    z.strictObject({
      column: column.describe('name of the column'),
      suffix: z.string().default('').describe('unit put behind every number: m for milli-CPU, Mi for mebibytes'),
    }),
  ],
  {
    error: 'a resource needs the name of a column, or { column, suffix }',
  },
)

const written = z
  .object({
    name: column.describe('column of the node names'),
    labels: z.record(z.string(), column).default({}).describe('for each node label the column of its values'),
  })
  .catchall(resource)
  .describe('where `name`, `labels` and the resources (every other key) stand: cpu: { column: cpu_milli, suffix: m }')

type Written = z.output<typeof written>

/** The `columns:` of a node inventory. */
export function inventoryColumnsField(): z.ZodType<InventoryColumns, unknown> {
  return z.codec(written, z.custom<InventoryColumns>(), {
    decode: ({ name, labels, ...rest }) => ({
      name,
      resources: Object.entries(rest as Record<string, z.output<typeof resource>>).map(([key, cell]) =>
        typeof cell === 'string' ? { resource: key, column: cell, suffix: '' } : { resource: key, ...cell },
      ),
      labels: Object.entries(labels).map(([label, from]) => ({ label, column: from })),
    }),
    encode: ({ name, resources, labels }) => {
      const cells = resources.map((cell) => [cell.resource, writtenCell(cell)] as const)
      const named = Object.fromEntries(labels.map(({ label, column: from }) => [label, from]))
      return { name, ...Object.fromEntries(cells), labels: named } as Written
    },
  })
}

function writtenCell({ column: from, suffix }: ResourceColumn): z.output<typeof resource> {
  return suffix === '' ? from : { column: from, suffix }
}
