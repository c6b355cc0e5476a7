import type { CheckRow } from '../../compare/check-rows.ts'
import { foundText, STATUS_ORDER, summaryLine } from './row-text.ts'

const COMMAND = { failed: 'error', undecided: 'warning', improved: 'notice', passed: null } as const

/** Workflow commands of GitHub Actions, which become annotations at the scenario's line. */
export function renderCheckGithub(rows: readonly CheckRow[]): string {
  const lines = STATUS_ORDER.flatMap((status) =>
    rows
      .filter((row) => row.status === status)
      .flatMap((row) => {
        const command = COMMAND[status]
        if (command === null) return []
        const title = `${row.scenario}: ${row.variant}`
        return `::${command} file=${property(row.file)},line=${row.line},title=${property(title)}::${data(`${row.rule}: ${foundText(row)}`)}`
      }),
  )
  return `${[...lines, data(summaryLine(rows))].join('\n')}\n`
}

/** What would end the command or start another is written in percent. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
