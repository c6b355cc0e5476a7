import type { Options } from 'csv-parse/sync'
import { CsvError, parse } from 'csv-parse/sync'
import { closestNameHint } from './closest-name.ts'

export interface CsvProblem {
  readonly message: string
  readonly hint: string | null
}

/** Two years of minutes; a longer file belongs into a coarser step. */
export const CSV_ROWS_MAX = 1_000_000

/** A quote that is never closed would otherwise swallow the rest of the file as one cell. */
const RECORD_CHARACTERS_MAX = 100_000

/** Columns that a message lists. */
const HEADER_NAMES_MAX = 30

const OPTIONS: Options = {
  bom: true,
  trim: true,
  skip_empty_lines: true,
  relax_column_count: true,
  record_delimiter: '\n',
  max_record_size: RECORD_CHARACTERS_MAX,
}

/**
 * Reads the named columns of a CSV text with a header line and hands them over row by row, so that no table of strings is
 * ever held. `cells` has one text per wanted column, '' where the row is too short; `line` counts from 1 with the header.
 */
export function readCsv(
  file: string,
  text: string,
  columns: readonly string[],
  onRow: (cells: readonly string[], line: number) => void,
): CsvProblem[] {
  // A line break is one character from here on: inside quotes the parser would count \r\n as two lines.
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  try {
    const header = parse(lines, { ...OPTIONS, to: 1 })[0] ?? []
    const problems = columnProblems(file, header, columns)
    if (problems.length > 0) return problems
    const positions = columns.map((column) => header.indexOf(column))
    let rows = 0
    parse(lines, {
      ...OPTIONS,
      from: 2,
      to: CSV_ROWS_MAX + 2,
      on_record: (record: readonly string[], { lines: line }) => {
        rows += 1
        if (rows <= CSV_ROWS_MAX)
          onRow(
            positions.map((position) => record[position] ?? ''),
            line,
          )
        return null
      },
    })
    return rows > CSV_ROWS_MAX ? [tooLong(file)] : []
  } catch (error) {
    if (error instanceof CsvError) return [unreadable(file, error)]
    throw error
  }
}

/** The names of the columns, for formats that say by them what follows; empty where even they cannot be read. */
export function csvHeader(text: string): readonly string[] {
  const end = text.search(/[\r\n]/)
  try {
    return parse(end === -1 ? text : text.slice(0, end), OPTIONS)[0] ?? []
  } catch (error) {
    if (error instanceof CsvError) return []
    throw error
  }
}

function columnProblems(file: string, header: readonly string[], columns: readonly string[]): CsvProblem[] {
  if (header.length === 0) return [{ message: `${file} is empty`, hint: 'the first line names the columns' }]
  const problems: CsvProblem[] = []
  for (const column of new Set(columns)) {
    const count = header.filter((name) => name === column).length
    if (count === 1) continue
    problems.push(
      count === 0
        ? {
            message: `${file} has no column "${column}"`,
            hint: closestNameHint(column, header.slice(0, HEADER_NAMES_MAX)),
          }
        : { message: `${file} has ${count} columns "${column}"`, hint: 'give each column a name of its own' },
    )
  }
  return problems
}

function tooLong(file: string): CsvProblem {
  return { message: `${file} has more than ${CSV_ROWS_MAX} rows`, hint: 'use a coarser step or a shorter stretch' }
}

function unreadable(file: string, error: CsvError): CsvProblem {
  const line = typeof error.lines === 'number' ? `:${error.lines}` : ''
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? {
        message: `${file}${line}: a row is longer than ${RECORD_CHARACTERS_MAX} bytes`,
        hint: 'look for a quote that is never closed',
      }
    : {
        message: `${file}${line}: the quotes do not match`,
        hint: 'a cell with a quote in it is written "like ""this"""',
      }
}
