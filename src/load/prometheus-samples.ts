import { z } from 'zod'
import type { CsvProblem } from '../base/csv.ts'
import { Findings } from '../base/findings.ts'
import type { SamplesRead } from './csv-samples.ts'
import { BAD_ROWS_MAX_SHARE, notesOf, quoted, tooManyBad } from './csv-samples.ts'
import type { Rows, Samples } from './samples.ts'
import { samplesOf } from './samples.ts'

/** Stamps of one answer; Prometheus itself refuses more than 11,000 per series. */
const VALUES_MAX = 5_000_000

/** Series and label values that a message lists. */
const LISTED_MAX = 5

const series = z.object({
  metric: z.record(z.string(), z.string()),
  values: z.array(z.tuple([z.number(), z.string()])),
})

const matrix = z.object({ resultType: z.literal('matrix'), result: z.array(series) })

/** The answer of `/api/v1/query_range`, or its `data` alone. */
const answer = z.union([z.object({ data: matrix }).transform(({ data }) => data), matrix])

type Series = z.infer<typeof series>

export interface SeriesChoice {
  /** Labels that a series must have. */
  readonly labels: Readonly<Record<string, string>>
  /** Whether several such series are added up, or refused. */
  readonly several: 'refuse' | 'sum'
}

/** Reads a range query's answer: one series chosen by its labels, or the sum of several. Places are numbers of values in the document. */
export function readPrometheus(file: string, text: string, choice: SeriesChoice): SamplesRead {
  const found = seriesIn(file, text)
  if ('message' in found) return refusal(found)
  const chosen = found.filter(({ metric }) =>
    Object.entries(choice.labels).every(([name, value]) => metric[name] === value),
  )
  const unclear = unclearChoice(file, found, chosen, choice)
  if (unclear !== null) return refusal(unclear)
  const findings = new Findings('value')
  let before = 0
  let usable = 0
  const all = chosen.map(({ values }) => {
    const rows = rowsOf(values, before, findings)
    before += values.length
    usable += rows.stamps.length
    return rows
  })
  if (usable === 0 || before - usable > BAD_ROWS_MAX_SHARE * before) {
    return refusal(tooManyBad(file, findings, before - usable, before))
  }
  const parts = all.filter(({ stamps }) => stamps.length > 0).map((rows) => samplesOf(rows, 'last', findings))
  return {
    samples: parts.length === 1 ? parts[0] : sumOf(parts, findings),
    notes: notesOf(file, findings),
    problems: [],
  }
}

function refusal(problem: CsvProblem): SamplesRead {
  return { samples: null, notes: [], problems: [problem] }
}

function seriesIn(file: string, text: string): readonly Series[] | CsvProblem {
  const hint = 'save the answer of /api/v1/query_range: { "data": { "resultType": "matrix", "result": [ … ] } }'
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return { message: `${file} is not a JSON document`, hint }
  }
  const read = answer.safeParse(document)
  if (!read.success) return { message: `${file} is not the answer of a Prometheus range query`, hint }
  const { result } = read.data
  const count = result.reduce((sum, { values }) => sum + values.length, 0)
  if (count > VALUES_MAX)
    return { message: `${file} has more than ${VALUES_MAX} values`, hint: 'ask for a coarser step' }
  if (count === 0) return { message: `${file} has no values`, hint: 'the query found nothing in that time' }
  return result
}

function unclearChoice(
  file: string,
  all: readonly Series[],
  chosen: readonly Series[],
  { several }: SeriesChoice,
): CsvProblem | null {
  if (chosen.length === 1 || (chosen.length > 1 && several === 'sum')) return null
  const listed = (chosen.length === 0 ? all : chosen).slice(0, LISTED_MAX).map(({ metric }) => labelText(metric))
  const rest = Math.max(chosen.length === 0 ? all.length : chosen.length, 0) - listed.length
  const names = `${listed.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
  return chosen.length === 0
    ? { message: `no series of ${file} has these labels`, hint: `it has ${names}` }
    : {
        message: `${chosen.length} series of ${file} fit`,
        hint: `choose one by \`labels\`, or write several: sum; there are ${names}`,
      }
}

function labelText(metric: Readonly<Record<string, string>>): string {
  const names = Object.keys(metric).sort()
  return `{${names.map((name) => `${name}=${JSON.stringify(metric[name])}`).join(', ')}}`
}

function rowsOf(values: Series['values'], before: number, findings: Findings): Rows {
  const rows: Rows = { stamps: [], values: [], lines: [] }
  values.forEach(([seconds, text], i) => {
    const place = before + i + 1
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (!Number.isFinite(value)) findings.add('value that is not a number, left out', place, quoted(text))
    else if (value < 0) findings.add('negative value, left out', place, text)
    else {
      rows.stamps.push(Math.round(seconds * 1e6))
      rows.values.push(value)
      rows.lines.push(place)
    }
  })
  return rows
}

/** Several series added up stamp by stamp; a stamp that one of them lacks is told, and the others count. */
function sumOf(parts: readonly Samples[], findings: Findings): Samples {
  const sums = new Map<number, { value: number; series: number }>()
  for (const { stampsUs, values } of parts) {
    stampsUs.forEach((stampUs, i) => {
      const sum = sums.get(stampUs)
      if (sum === undefined) sums.set(stampUs, { value: values[i], series: 1 })
      else {
        sum.value += values[i]
        sum.series += 1
      }
    })
  }
  const stampsUs = Float64Array.from(sums.keys()).sort()
  const values = stampsUs.map((stampUs, i) => {
    const { value, series } = sums.get(stampUs) ?? { value: 0, series: 0 }
    if (series < parts.length)
      findings.add('stamp that not every series has, the others added up', i + 1, `${series} of ${parts.length}`)
    return value
  })
  return { stampsUs, values, stepUs: Math.min(...parts.map(({ stepUs }) => stepUs)) }
}
