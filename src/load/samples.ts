import type { Findings } from '../base/findings.ts'
import { formatDuration } from '../base/time.ts'

/** A time series as a file has it: stamps (microseconds since 1970) ascending and distinct, values finite and not below 0. */
export interface Samples {
  readonly stampsUs: Float64Array
  readonly values: Float64Array
  /** The most frequent distance of two rows; Infinity for a single row. */
  readonly stepUs: number
}

/** What becomes of several rows with the same stamp. */
export type Repeated = 'sum' | 'mean' | 'last'

/** Rows as they are read, usable one by one; `lines` says where each was found. */
export interface Rows {
  readonly stamps: number[]
  readonly values: number[]
  readonly lines: number[]
}

/** The time series of rows; whatever is odd in their stamps is mended and reported. */
export function samplesOf(rows: Rows, repeated: Repeated, findings: Findings): Samples {
  const merged = mergeRepeated(inOrder(rows, findings), repeated, findings)
  const stepUs = mostFrequentStep(merged.stamps)
  reportGaps(merged, stepUs, findings)
  return { stampsUs: Float64Array.from(merged.stamps), values: Float64Array.from(merged.values), stepUs }
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
