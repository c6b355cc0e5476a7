import type { CsvProblem } from '../base/csv.ts'
import { readCsv } from '../base/csv.ts'
import { Findings } from '../base/findings.ts'
import { formatDuration } from '../base/time.ts'
import type { Note } from '../model/scenario.ts'
import { parseStampUs } from './csv-stamp.ts'

/** Above this share of unusable rows the file is the wrong one, or its columns are. */
const BAD_ROWS_MAX_SHARE = 0.1

/** A time series as a file has it: stamps (microseconds since 1970) ascending and distinct, values finite and not below 0. */
export interface Samples {
  readonly stampsUs: Float64Array
  readonly values: Float64Array
  /** The most frequent distance of two rows; Infinity for a single row. */
  readonly stepUs: number
}

/** What becomes of several rows with the same stamp. */
export type Repeated = 'sum' | 'mean' | 'last'

export interface SamplesRead {
  /** Null when there are problems. */
  readonly samples: Samples | null
  readonly notes: readonly Note[]
  readonly problems: readonly CsvProblem[]
}

interface Rows {
  readonly stamps: number[]
  readonly values: number[]
  readonly lines: number[]
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
  const merged = mergeRepeated(inOrder(rows, findings), repeated, findings)
  const stepUs = mostFrequentStep(merged.stamps)
  reportGaps(merged, stepUs, findings)
  return {
    samples: { stampsUs: Float64Array.from(merged.stamps), values: Float64Array.from(merged.values), stepUs },
    notes: findings.summaries().map(({ firstLine, text: about }) => ({ about: `${file}:${firstLine}`, text: about })),
    problems: [],
  }
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

function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}

function tooManyBad(file: string, findings: Findings, badCount: number, rowCount: number): CsvProblem {
  if (rowCount === 0) return { message: `${file} has a header but no rows`, hint: null }
  const listed = findings.summaries().map(({ text }) => text)
  return {
    message: `${badCount} of the ${rowCount} rows of ${file} cannot be used: ${listed.join('; ')}`,
    hint: 'stamps are written "2014-04-10 00:04:00" (UTC), in ISO 8601 with a zone, or as seconds; values as plain numbers',
  }
}

/** The rows by stamp; rows of the same stamp stay in the order of the file. */
function inOrder(rows: Rows, findings: Findings): Rows {
  const { stamps, values, lines } = rows
  let backward = false
  for (let i = 1; i < stamps.length; i++) {
    if (stamps[i] >= stamps[i - 1]) continue
    backward = true
    findings.add(
      'time stamp before the one above it, rows put in order',
      lines[i],
      formatBack(stamps[i - 1] - stamps[i]),
    )
  }
  if (!backward) return rows
  const order = stamps.map((_, i) => i).sort((a, b) => stamps[a] - stamps[b] || a - b)
  return {
    stamps: order.map((i) => stamps[i]),
    values: order.map((i) => values[i]),
    lines: order.map((i) => lines[i]),
  }
}

function formatBack(us: number): string {
  return `${formatDuration(us)} back`
}

function mergeRepeated(rows: Rows, repeated: Repeated, findings: Findings): Rows {
  const merged: Rows = { stamps: [], values: [], lines: [] }
  let count = 0
  rows.stamps.forEach((stampUs, i) => {
    const last = merged.stamps.length - 1
    if (last < 0 || merged.stamps[last] !== stampUs) {
      count = 1
      merged.stamps.push(stampUs)
      merged.values.push(rows.values[i])
      merged.lines.push(rows.lines[i])
      return
    }
    count += 1
    findings.add(`repeated time stamp, ${REPEATED_TEXT[repeated]}`, rows.lines[i], '')
    const before = merged.values[last]
    const value = rows.values[i]
    if (repeated === 'sum') merged.values[last] = before + value
    else merged.values[last] = repeated === 'last' ? value : before + (value - before) / count
  })
  return merged
}

const REPEATED_TEXT: Readonly<Record<Repeated, string>> = {
  sum: 'values added up',
  mean: 'mean of the values taken',
  last: 'last value taken',
}

/** Of equally frequent steps the longest, so that a file without a rule is not called full of gaps. */
function mostFrequentStep(stamps: readonly number[]): number {
  const counts = new Map<number, number>()
  for (let i = 1; i < stamps.length; i++) {
    const stepUs = stamps[i] - stamps[i - 1]
    counts.set(stepUs, (counts.get(stepUs) ?? 0) + 1)
  }
  let best = Infinity
  let bestCount = 0
  for (const [stepUs, count] of counts) {
    if (count < bestCount || (count === bestCount && stepUs < best)) continue
    best = stepUs
    bestCount = count
  }
  return best
}

function reportGaps(rows: Rows, stepUs: number, findings: Findings): void {
  for (let i = 1; i < rows.stamps.length; i++) {
    const distanceUs = rows.stamps[i] - rows.stamps[i - 1]
    if (distanceUs <= stepUs) continue
    findings.add(
      `gap longer than the usual step of ${formatDuration(stepUs)}`,
      rows.lines[i],
      formatDuration(distanceUs),
    )
  }
}
