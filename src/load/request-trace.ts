import type { CsvProblem } from '../base/csv.ts'
import { csvHeader, readCsv } from '../base/csv.ts'
import { Findings } from '../base/findings.ts'
import { formatDuration } from '../base/time.ts'
import { parseStampUs } from '../base/time-stamp.ts'
import type { Note } from '../model/scenario.ts'
import { BAD_ROWS_MAX_SHARE, notesOf, quoted, tooManyBad } from './csv-samples.ts'

/** Every request of a log, in order of arrival: columns of equal length. */
export interface RequestTrace {
  /** Arrivals in microseconds since 1970, or since whatever a file counts from; ascending, several may fall together. */
  readonly atUs: Float64Array
  /** Tokens of an LLM request that are read and written; 0 where the file has no such column. */
  readonly contextTokens: Float64Array
  readonly generatedTokens: Float64Array
  /** How long each request took; 0 where the file does not say. */
  readonly durationUs: Float64Array
  /** Index into `functions`, for traces of functions. */
  readonly functionOf: Int32Array
  readonly functions: readonly { readonly app: string; readonly function: string }[]
}

export interface RequestTraceRead {
  /** Null when there are problems. */
  readonly trace: RequestTrace | null
  readonly notes: readonly Note[]
  readonly problems: readonly CsvProblem[]
}

/** Columns of the two published formats: requests to language models, and invocations of functions with their ends. */
const LLM = ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'] as const
const FUNCTIONS = ['end_timestamp', 'duration', 'app', 'func'] as const

interface Request {
  readonly atUs: number
  readonly contextTokens: number
  readonly generatedTokens: number
  readonly durationUs: number
  readonly app: string
  readonly function: string
  readonly line: number
}

/** Reads a request trace of either format; which one it is, the header says. Rows that cannot be used are left out and told. */
export function readRequestTrace(file: string, text: string): RequestTraceRead {
  const isOfFunctions = csvHeader(text).includes(FUNCTIONS[0])
  const findings = new Findings()
  const requests: Request[] = []
  let rows = 0
  const problems = readCsv(file, text, isOfFunctions ? FUNCTIONS : LLM, (cells, line) => {
    rows += 1
    const request = isOfFunctions ? invocation(cells, line, findings) : llmRequest(cells, line, findings)
    if (request !== null) requests.push(request)
  })
  if (problems.length > 0) return { trace: null, notes: [], problems }
  const bad = rows - requests.length
  if (requests.length === 0 || bad > BAD_ROWS_MAX_SHARE * rows) {
    return { trace: null, notes: [], problems: [tooManyBad(file, findings, bad, rows)] }
  }
  // An invocation is logged when it ends, so the order of such a file says nothing about arrivals.
  if (!isOfFunctions) reportBackward(requests, findings)
  requests.sort((a, b) => a.atUs - b.atUs || a.line - b.line)
  return { trace: columnsOf(requests), notes: notesOf(file, findings), problems: [] }
}

function llmRequest([time, context, generated]: readonly string[], line: number, findings: Findings): Request | null {
  const atUs = parseStampUs(time)
  const contextTokens = tokens(context)
  const generatedTokens = tokens(generated)
  if (atUs === null) findings.add('unreadable time stamp, row left out', line, quoted(time))
  else if (contextTokens === null || generatedTokens === null) {
    findings.add('tokens that are not a whole number, row left out', line, quoted(`${context},${generated}`))
  } else return { atUs, contextTokens, generatedTokens, durationUs: 0, app: '', function: '', line }
  return null
}

function invocation(cells: readonly string[], line: number, findings: Findings): Request | null {
  const [end, duration, app, name] = cells
  const endUs = parseStampUs(end)
  const seconds = duration === '' ? Number.NaN : Number(duration)
  if (endUs === null) findings.add('unreadable time stamp, row left out', line, quoted(end))
  else if (!(seconds >= 0 && seconds < Infinity)) {
    findings.add('duration that is not a number of seconds, row left out', line, quoted(duration))
  } else {
    const durationUs = Math.round(seconds * 1e6)
    return { atUs: endUs - durationUs, contextTokens: 0, generatedTokens: 0, durationUs, app, function: name, line }
  }
  return null
}

function tokens(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

function reportBackward(requests: readonly Request[], findings: Findings): void {
  requests.forEach(({ atUs, line }, i) => {
    const backUs = i === 0 ? 0 : requests[i - 1].atUs - atUs
    if (backUs > 0)
      findings.add('time stamp before the one above it, rows put in order', line, `${formatDuration(backUs)} back`)
  })
}

function columnsOf(requests: readonly Request[]): RequestTrace {
  const numberOf = new Map<string, number>()
  const functions: { app: string; function: string }[] = []
  const functionOf = Int32Array.from(requests, ({ app, function: name }) => {
    const key = `${app}\n${name}`
    const known = numberOf.get(key)
    if (known !== undefined) return known
    numberOf.set(key, functions.length)
    return functions.push({ app, function: name }) - 1
  })
  return {
    atUs: Float64Array.from(requests, ({ atUs }) => atUs),
    contextTokens: Float64Array.from(requests, ({ contextTokens }) => contextTokens),
    generatedTokens: Float64Array.from(requests, ({ generatedTokens }) => generatedTokens),
    durationUs: Float64Array.from(requests, ({ durationUs }) => durationUs),
    functionOf,
    functions,
  }
}

/** Requests in each step from `originUs` on, to the step of the last one. */
export function requestsPerStep({ atUs }: RequestTrace, originUs: number, stepUs: number): Float64Array {
  const steps = Math.floor((atUs[atUs.length - 1] - originUs) / stepUs) + 1
  const counts = new Float64Array(Math.max(0, steps))
  for (const us of atUs) {
    const step = Math.floor((us - originUs) / stepUs)
    if (step >= 0) counts[step] += 1
  }
  return counts
}
