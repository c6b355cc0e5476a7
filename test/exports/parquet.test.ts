import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { parquetBytes } from '../../src/exports/parquet.ts'
import { seriesTable } from '../../src/exports/series-table.ts'
import { summaryTable } from '../../src/exports/summary-table.ts'
import type { Table } from '../../src/exports/table.ts'
import { sampleResults } from '../report/sample-results.ts'
import { hostileResults, withTwoSeeds } from './hostile-results.ts'

async function fileOf(table: Table): Promise<ArrayBuffer> {
  const bytes = await parquetBytes(table, '1.2.3')
  return bytes.slice().buffer
}

/** The table's rows as a reader of the file should find them. */
function rowsOf({ columns, blocks }: Table): Record<string, unknown>[] {
  return [...blocks()].flatMap((block) =>
    block[0].map((_, row) =>
      Object.fromEntries(
        columns.map(({ name, kind }, c) => {
          const cell = block[c][row]
          if (cell === null) return [name, null]
          return [name, kind === 'whole' ? BigInt(cell) : kind === 'instant' ? new Date(cell) : cell]
        }),
      ),
    ),
  )
}

test.each<[string, Table]>([
  ['series', seriesTable(sampleResults({ buckets: 50 }))],
  ['series without instants', seriesTable(sampleResults({ buckets: 5, start: null }))],
  ['summaries', summaryTable(withTwoSeeds(sampleResults()))],
  ['hostile names', summaryTable(hostileResults())],
])('%s come back as they were', async (_, table) => {
  const rows = await parquetReadObjects({ file: await fileOf(table) })
  expect(rows).toEqual(rowsOf(table))
})

test('types are what they say', async () => {
  const { schema, created_by } = parquetMetadata(await fileOf(seriesTable(sampleResults({ buckets: 2 }))))
  expect(schema.slice(1).map(({ name, type, converted_type }) => [name, type, converted_type])).toEqual([
    ['variant', 'BYTE_ARRAY', 'UTF8'],
    ['seed', 'INT64', undefined],
    ['series', 'BYTE_ARRAY', 'UTF8'],
    ['of', 'BYTE_ARRAY', 'UTF8'],
    ['statistic', 'BYTE_ARRAY', 'UTF8'],
    ['unit', 'BYTE_ARRAY', 'UTF8'],
    ['atSeconds', 'DOUBLE', undefined],
    ['instant', 'INT64', 'TIMESTAMP_MILLIS'],
    ['value', 'DOUBLE', undefined],
  ])
  expect(created_by).toBe('simcap 1.2.3')
})

test('a long table is written in groups and none of it is lost', async () => {
  const block = [Array.from({ length: 70_000 }, (_, row) => row)]
  const table: Table = { name: 't', columns: [{ name: 'n', kind: 'number' }], blocks: () => [block, block, block] }
  const file = await fileOf(table)
  expect(parquetMetadata(file).row_groups.length).toBeGreaterThan(1)
  const rows = await parquetReadObjects({ file })
  expect(rows.map(({ n }) => Number(n))).toEqual([...block[0], ...block[0], ...block[0]])
})

test('the same table gives the same bytes', async () => {
  const table = seriesTable(sampleResults({ buckets: 20 }))
  expect(await parquetBytes(table, '1')).toEqual(await parquetBytes(table, '1'))
})

test('a table without rows is still one that can be read', async () => {
  const empty: Table = { name: 't', columns: [{ name: 'c', kind: 'text' }], blocks: () => [] }
  expect(await parquetReadObjects({ file: await fileOf(empty) })).toEqual([])
})
