import type { CsvProblem } from '../base/csv.ts'
import { csvHeader, readCsv } from '../base/csv.ts'
import { Findings } from '../base/findings.ts'
import type { Note } from '../model/scenario.ts'
import { notesOf, quoted } from './csv-samples.ts'

const NAMES = ['HashOwner', 'HashApp', 'HashFunction'] as const

/** Functions that a message lists. */
const LISTED_MAX = 5

/** Whole hashes, or beginnings of them; '' leaves the choice open. */
export interface FunctionChoice {
  readonly owner: string
  readonly app: string
  readonly function: string
}

export interface FunctionCounts {
  readonly functions: readonly { readonly app: string; readonly function: string; readonly invocations: number }[]
  /** Of all chosen functions together: a table by function and minute of the whole trace would take half a gigabyte. */
  readonly perMinute: Float64Array
}

export interface FunctionCountsRead {
  /** Null when there are problems. */
  readonly counts: FunctionCounts | null
  readonly notes: readonly Note[]
  readonly problems: readonly CsvProblem[]
}

/** Reads `invocations_per_function` of the Azure Functions trace of 2019: a row per function, a column per minute of the day. */
export function readFunctionCounts(file: string, text: string, choice: FunctionChoice): FunctionCountsRead {
  const header = csvHeader(text)
  const minutes = minuteColumns(header)
  if (minutes.length === 0) {
    const hint = `expected the columns ${NAMES.join(', ')} and 1, 2, 3, … for the minutes`
    return refusal({ message: `${file} has no column "1" for the first minute`, hint })
  }
  const findings = new Findings()
  const functions: { app: string; function: string; invocations: number }[] = []
  const perMinute = new Float64Array(minutes.length)
  const seen = new Set<string>()
  let rows = 0
  const problems = readCsv(file, text, [...NAMES, ...minutes], (cells, line) => {
    rows += 1
    const [owner, app, name] = cells
    if (!owner.startsWith(choice.owner) || !app.startsWith(choice.app) || !name.startsWith(choice.function)) return
    const key = `${owner}/${app}/${name}`
    if (seen.has(key)) findings.add('function listed before, its counts added up', line, quoted(name))
    seen.add(key)
    let invocations = 0
    for (let minute = 0; minute < minutes.length; minute++) {
      const count = countOf(cells[NAMES.length + minute], minute, line, findings)
      invocations += count
      perMinute[minute] += count
    }
    functions.push({ app, function: name, invocations })
  })
  if (problems.length > 0) return { counts: null, notes: [], problems }
  if (functions.length === 0) return refusal(nothingChosen(file, text, rows))
  return { counts: { functions, perMinute }, notes: notesOf(file, findings), problems: [] }
}

function refusal(problem: CsvProblem): FunctionCountsRead {
  return { counts: null, notes: [], problems: [problem] }
}

/** 1, 2, 3, … as far as they go. */
function minuteColumns(header: readonly string[]): string[] {
  const names = new Set(header)
  const minutes: string[] = []
  while (names.has(String(minutes.length + 1))) minutes.push(String(minutes.length + 1))
  return minutes
}

function countOf(cell: string, minute: number, line: number, findings: Findings): number {
  const count = Number(cell)
  if (cell !== '' && count >= 0 && Number.isFinite(count)) return count
  findings.add('count that is missing or not a number, taken as 0', line, `minute ${minute + 1}: ${quoted(cell)}`)
  return 0
}

function nothingChosen(file: string, text: string, rows: number): CsvProblem {
  if (rows === 0) return { message: `${file} has a header but no rows`, hint: null }
  const listed: string[] = []
  readCsv(file, text, NAMES, ([, app, name]) => {
    if (listed.length < LISTED_MAX) listed.push(`${app.slice(0, 8)}…/${name.slice(0, 8)}…`)
  })
  return { message: `no function of ${file} has these hashes`, hint: `app/function: ${listed.join(', ')}` }
}
