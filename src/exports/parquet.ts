import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import type { Block, Cell, Column, ColumnKind, Table } from './table.ts'

/** Rows that are encoded together: few enough to fit in memory, enough for dictionaries to pay. */
const GROUP_ROWS = 100_000

const TYPES = { text: 'STRING', whole: 'INT64', number: 'DOUBLE', instant: 'TIMESTAMP' } as const

/** A table as Parquet, snappy inside. The same table gives the same bytes. */
export async function parquetBytes(table: Table, version: string): Promise<Uint8Array> {
  const writer = new ByteWriter()
  const schema = schemaFromColumnData({ columnData: columnsOf(table.columns, []) })
  const parquet = new ParquetWriter({ writer, schema, createdBy: `simcap ${version}` })
  for (const block of grouped(table.blocks())) {
    const columnData = columnsOf(table.columns, block).map(({ name, data }) => ({ name, data }))
    await parquet.write({ columnData, rowGroupSize: GROUP_ROWS })
  }
  await parquet.finish()
  return writer.getBytes()
}

function columnsOf(columns: readonly Column[], block: Block): ColumnSource[] {
  return columns.map(({ name, kind }, c) => ({
    name,
    type: TYPES[kind],
    nullable: true,
    data: (block[c] ?? []).map((cell) => parquetValue(cell, kind)),
  }))
}

function parquetValue(cell: Cell, kind: ColumnKind): Cell | bigint | Date {
  if (cell === null) return null
  if (kind === 'whole') return BigInt(cell)
  return kind === 'instant' ? new Date(Number(cell)) : cell
}

/** Small blocks put together. */
function* grouped(blocks: Iterable<Block>): Generator<Block> {
  let group: Block[] = []
  let rows = 0
  for (const block of blocks) {
    group.push(block)
    rows += block[0].length
    if (rows < GROUP_ROWS) continue
    yield joined(group)
    group = []
    rows = 0
  }
  if (rows > 0) yield joined(group)
}

function joined(blocks: readonly Block[]): Block {
  return blocks[0].map((_, column) => blocks.flatMap((block) => block[column]))
}
