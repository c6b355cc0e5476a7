import pc from 'picocolors'
import type { CheckRow } from '../../compare/check-rows.ts'
import { plainSpaces } from '../plain-table.ts'
import { foundText, STATUS_ORDER, STATUS_WORD, summaryLine } from './row-text.ts'

/** For a terminal: what did not pass, with its place, then the count. */
export function renderCheckText(rows: readonly CheckRow[], color: boolean): string {
  const colors = pc.createColors(color)
  const paint = { failed: colors.red, undecided: colors.yellow, improved: colors.green, passed: colors.dim }
  const lines = STATUS_ORDER.filter((status) => status !== 'passed').flatMap((status) =>
    rows
      .filter((row) => row.status === status)
      .map((row) => {
        const where = `${row.file}:${row.line}`
        return `${paint[status](STATUS_WORD[status].padEnd(9))}  ${where}  ${row.variant}: ${row.rule}: ${plainSpaces(foundText(row))}`
      }),
  )
  return `${[...lines, summaryLine(rows)].join('\n')}\n`
}
