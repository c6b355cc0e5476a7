import type { CsvProblem } from '../base/csv.ts'
import { readCsv } from '../base/csv.ts'
import { Findings } from '../base/findings.ts'
import { parseStampUs } from '../base/time-stamp.ts'
import type { Note } from '../model/scenario.ts'
import type { ListedSubmissions } from '../model/workload.ts'

/** Columns of a list of submissions; null: the scenario says it for all of them. */
export interface SubmissionColumns {
  readonly time: string
  readonly pods: string | null
  readonly duration: string | null
}

export interface SubmissionBounds {
  /** Stamps with a date count from here; null: the scenario names no start. */
  readonly startEpochUs: number | null
  /** Submissions from here on never happen. */
  readonly durationUs: number
  readonly podsMax: number
}

interface Row {
  readonly atUs: number
  readonly pods: number
  readonly durationUs: number
  readonly line: number
}

export interface SubmissionList {
  /** Null when there are problems. */
  readonly submissions: ListedSubmissions | null
  readonly notes: readonly Note[]
  readonly problems: readonly CsvProblem[]
}

/** Reads a list of submissions, one per row: a time, and where there are columns for them the pods and how long each works. */
export function readSubmissions(
  file: string,
  text: string,
  columns: SubmissionColumns,
  bounds: SubmissionBounds,
): SubmissionList {
  const { time, pods, duration } = columns
  const faults = new Findings()
  const oddities = new Findings()
  const rows: Row[] = []
  const wanted = [time, ...(pods === null ? [] : [pods]), ...(duration === null ? [] : [duration])]
  const problems = readCsv(file, text, wanted, (cells, line) => {
    const atUs = placed(cells[0], bounds, line, faults)
    const count = pods === null ? 1 : podsOf(cells[1], bounds.podsMax, line, faults)
    const durationUs = duration === null ? 0 : secondsUs(cells[pods === null ? 1 : 2], line, faults)
    if (atUs === null || count === null || durationUs === null) return
    if (atUs < 0) oddities.add('submission before the start, left out', line, cells[0])
    else if (atUs >= bounds.durationUs) oddities.add('submission after the end, left out', line, cells[0])
    else rows.push({ atUs, pods: count, durationUs, line })
  })
  for (const { firstLine, text: message } of faults.summaries()) {
    problems.push({ message: `${file}:${firstLine}: ${message}`, hint: 'mend these rows or take them out of the file' })
  }
  const notes = oddities.summaries().map((found) => ({ about: `${file}:${found.firstLine}`, text: found.text }))
  if (problems.length > 0) return { submissions: null, notes: [], problems }
  if (rows.length === 0) {
    return {
      submissions: null,
      notes: [],
      problems: [{ message: `${file} has no submission within the scenario`, hint: null }],
    }
  }
  rows.sort((a, b) => a.atUs - b.atUs || a.line - b.line)
  const submissions = {
    timesUs: rows.map(({ atUs }) => atUs),
    ...(pods === null ? {} : { pods: rows.map((row) => row.pods) }),
    ...(duration === null ? {} : { durationsUs: rows.map(({ durationUs }) => durationUs) }),
  }
  return { submissions, notes, problems: [] }
}

/** Plain seconds count from the start, dates from wherever the start is on the calendar. */
function placed(text: string, { startEpochUs }: SubmissionBounds, line: number, faults: Findings): number | null {
  const stampUs = parseStampUs(text)
  if (stampUs === null) faults.add('unreadable time', line, JSON.stringify(text.slice(0, 40)))
  else if (!text.includes('-')) return stampUs
  else if (startEpochUs === null) faults.add('a date, but the scenario names no start', line, text)
  else return stampUs - startEpochUs
  return null
}

function podsOf(text: string, max: number, line: number, faults: Findings): number | null {
  const pods = Number(text)
  if (/^\d+$/.test(text) && pods >= 1 && pods <= max) return pods
  faults.add(`pods that are not a whole number from 1 to ${max}`, line, JSON.stringify(text.slice(0, 40)))
  return null
}

function secondsUs(text: string, line: number, faults: Findings): number | null {
  const us = Math.round(Number(text) * 1e6)
  if (text !== '' && us >= 0 && Number.isSafeInteger(us)) return us
  faults.add('duration that is not a number of seconds', line, JSON.stringify(text.slice(0, 40)))
  return null
}
