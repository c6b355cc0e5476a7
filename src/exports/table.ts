/** What a column holds; any cell of it may also be missing. Instants are milliseconds since 1970. */
export type ColumnKind = 'text' | 'whole' | 'number' | 'instant'

export interface Column {
  readonly name: string
  readonly kind: ColumnKind
}

export type Cell = string | number | null

/** Some rows of a table, by column. */
export type Block = readonly (readonly Cell[])[]

/** Rows in blocks, made one after the other, so that a table of millions of rows is never held as a whole. */
export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly blocks: () => Iterable<Block>
}

/** The same cell in every row of a block. */
export function repeatedCell(cell: Cell, rows: number): Cell[] {
  return Array.from({ length: rows }, () => cell)
}
