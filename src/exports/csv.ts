import type { Cell, ColumnKind, Table } from './table.ts'

/** A table as RFC 4180 has it, with a line of names first; one piece of text for each block. */
export function* csvText({ columns, blocks }: Table): Generator<string> {
  yield `${columns.map(({ name }) => name).join(',')}\r\n`
  for (const block of blocks()) {
    const cells = block.map((column, c) => column.map((cell) => cellText(cell, columns[c].kind)))
    const rows = block[0].length
    yield Array.from({ length: rows }, (_, row) => `${cells.map((column) => column[row]).join(',')}\r\n`).join('')
  }
}

function cellText(cell: Cell, kind: ColumnKind): string {
  if (cell === null) return ''
  if (kind === 'instant') return new Date(Number(cell)).toISOString()
  return typeof cell === 'number' ? String(cell) : quoted(harmless(cell))
}

/** What spreadsheets take for the beginning of a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** A name that a spreadsheet would run as a formula gets an apostrophe in front, which makes it a text there. */
function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
