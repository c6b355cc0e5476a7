import type { CheckRow } from '../../compare/check-rows.ts'
import { plain } from '../markdown.ts'
import { foundText, STATUS_ORDER, STATUS_WORD, summaryLine } from './row-text.ts'

/** A table for a pull request or a job summary; what passed is folded away. */
export function renderCheckMarkdown(rows: readonly CheckRow[]): string {
  const sorted = STATUS_ORDER.flatMap((status) => rows.filter((row) => row.status === status))
  const open = sorted.filter(({ status }) => status !== 'passed')
  const passed = sorted.filter(({ status }) => status === 'passed')
  const sections = [
    `### simcap check: ${summaryLine(rows)}`,
    ...(open.length === 0 ? [] : [table(open)]),
    ...(passed.length === 0
      ? []
      : [`<details><summary>${passed.length} passed</summary>\n\n${table(passed)}\n\n</details>`]),
  ]
  return `${sections.join('\n\n')}\n`
}

function table(rows: readonly CheckRow[]): string {
  const lines = rows.map((row) => {
    const word = row.status === 'failed' ? `**${STATUS_WORD.failed}**` : STATUS_WORD[row.status]
    const cells = [word, row.scenario, row.variant, row.rule, foundText(row), `${row.file}:${row.line}`]
    return `| ${cells.map((cell, index) => (index === 0 ? cell : plain(cell))).join(' | ')} |`
  })
  return ['| | scenario | variant | rule | found | where |', '|:--|:--|:--|:--|--:|:--|', ...lines].join('\n')
}
