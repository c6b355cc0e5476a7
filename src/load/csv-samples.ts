import type { CsvProblem } from '../base/csv.ts'
import { readCsv } from '../base/csv.ts'
import { Findings } from '../base/findings.ts'
import { parseStampUs } from '../base/time-stamp.ts'
import type { Note } from '../model/scenario.ts'
import type { Repeated, Rows, Samples } from './samples.ts'
import { samplesOf } from './samples.ts'

/** Above this share of unusable rows the file is the wrong one, or its columns are. */
export const BAD_ROWS_MAX_SHARE = 0.1

export interface SamplesRead {
  /** Null when there are problems. */
  readonly samples: Samples | null
  readonly notes: readonly Note[]
  readonly problems: readonly CsvProblem[]
}

/** Reads a time series from a CSV text. Whatever is odd in it is mended and reported, or refused when there is too much of it. */
export function readSamples(
  file: string,
  text: string,
  columns: { readonly time: string; readonly value: string },
  repeated: Repeated,
): SamplesRead {
  const findings = new Findings()
  const rows: Rows = { stamps: [], values: [], lines: [] }
  let rowCount = 0
  const problems = readCsv(file, text, [columns.time, columns.value], ([time, value], line) => {
    rowCount += 1
    addRow(rows, findings, time, value, line)
  })
  if (problems.length > 0) return { samples: null, notes: [], problems }
  const badCount = rowCount - rows.stamps.length
  if (rows.stamps.length === 0 || badCount > BAD_ROWS_MAX_SHARE * rowCount) {
    return { samples: null, notes: [], problems: [tooManyBad(file, findings, badCount, rowCount)] }
  }
  return { samples: samplesOf(rows, repeated, findings), notes: notesOf(file, findings), problems: [] }
}

/** What was odd, for the user: one note per kind, at its first line. */
export function notesOf(file: string, findings: Findings): Note[] {
  return findings.summaries().map(({ firstLine, text }) => ({ about: `${file}:${firstLine}`, text }))
}

function addRow(rows: Rows, findings: Findings, time: string, value: string, line: number): void {
  const stampUs = parseStampUs(time)
  const number = Number(value)
  if (stampUs === null) findings.add('unreadable time stamp, row left out', line, quoted(time))
  else if (value === '') findings.add('empty value, row left out', line, '')
  else if (!Number.isFinite(number)) findings.add('value that is not a number, row left out', line, quoted(value))
  else if (number < 0) findings.add('negative value, row left out', line, value)
  else {
    rows.stamps.push(stampUs)
    rows.values.push(number)
    rows.lines.push(line)
  }
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}

/** The refusal of a file of which too little can be used. */
export function tooManyBad(file: string, findings: Findings, badCount: number, rowCount: number): CsvProblem {
  if (rowCount === 0) return { message: `${file} has a header but no rows`, hint: null }
  const listed = findings.summaries().map(({ text }) => text)
  return {
    message: `${badCount} of the ${rowCount} rows of ${file} cannot be used: ${listed.join('; ')}`,
    hint: 'stamps are written "2014-04-10 00:04:00" (UTC), in ISO 8601 with a zone, or as seconds; values as plain numbers',
  }
}
