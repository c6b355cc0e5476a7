import { describe, expect, it } from 'vitest'
import { readTextFile } from '../../src/cli/read-text-file.ts'
import { readFunctionCounts } from '../../src/load/function-counts.ts'
import type { RequestTrace } from '../../src/load/request-trace.ts'
import { readRequestTrace, requestsPerStep } from '../../src/load/request-trace.ts'
import { dataFile, hasTrace, traceStats } from './trace-data.ts'

interface TokenStats {
  readonly sum: number
  readonly mean: number
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly max: number
}

interface LlmStats {
  readonly rows: number
  readonly first: string
  readonly last: string
  readonly span_s: number
  readonly meanRatePerS: number
  readonly contextTokens: TokenStats
  readonly generatedTokens: TokenStats
  readonly peakPerMinute: number
  readonly interarrivalScv: number
  readonly sorted: boolean
}

const LLM = 'load/AzureLLMInferenceTrace_code.csv.gz'
const COUNTS = 'azure-functions/invocations.csv'
const INVOCATIONS = 'azure-functions/Azure2021_200.csv'

/** The text as the command line reads it, packed or not. */
function textOf(path: string): string {
  const read = readTextFile(dataFile(path), path, 512 * 1024 * 1024)
  if ('problem' in read) throw new Error(read.problem)
  return read.text
}

/** A suite about one file of the traces; skipped, and said so, where the file is not at hand. */
function about(path: string, suite: string, check: () => void): void {
  if (hasTrace(path)) describe(suite, check)
  else it.skip(`${suite}: set SIMCAP_DATA and SIMCAP_VECTORS to the folders that hold ${path} and trace_stats.json`)
}

function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Array.from(values).sort((a, b) => a - b)
  const position = share * (sorted.length - 1)
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below)
}

const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0)

function statsOf(values: ArrayLike<number>): TokenStats {
  const sum = total(values)
  const [p50, p90, p99, max] = [0.5, 0.9, 0.99, 1].map((share) => percentile(values, share))
  return { sum, mean: sum / values.length, p50, p90, p99, max }
}

/** Variance of the times between arrivals, over their squared mean. */
function interarrivalScv({ atUs }: RequestTrace): number {
  const gaps = Array.from(atUs.subarray(1), (us, i) => us - atUs[i])
  const mean = total(gaps) / gaps.length
  return total(gaps.map((gap) => (gap - mean) * (gap - mean))) / gaps.length / (mean * mean)
}

const instant = (us: number) =>
  `${new Date(Math.floor(us / 1e6) * 1000).toISOString().slice(0, 19).replace('T', ' ')}.${String(us % 1e6).padStart(6, '0')}`

function close(actual: unknown, expected: unknown): void {
  if (typeof expected !== 'number') expect(actual).toEqual(expected)
  else expect(Math.abs((actual as number) - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(1e-9)
}

/** Every number of the reference, each by its name. */
function checkAll(section: string, ours: Readonly<Record<string, unknown>>): void {
  const expected = traceStats<Record<string, unknown>>(section)
  for (const [name, value] of Object.entries(expected)) {
    it(`${section}: ${name}`, () => {
      const mine = ours[name]
      if (Array.isArray(value) || typeof value !== 'object' || value === null) close(mine, value)
      else for (const [key, part] of Object.entries(value)) close((mine as Record<string, unknown>)[key], part)
    })
  }
  console.log(`conformance: trace_stats ${section}: ${Object.keys(expected).length} entries`)
}

about(LLM, 'a trace of requests to a language model', () => {
  const { trace, notes } = readRequestTrace(LLM, textOf(LLM))
  if (trace === null) throw new Error('the trace cannot be read')
  const { atUs, contextTokens, generatedTokens } = trace
  const spanSeconds = (atUs[atUs.length - 1] - atUs[0]) / 1e6
  checkAll('azure-llm-2023-code', {
    rows: atUs.length,
    first: instant(atUs[0]),
    last: instant(atUs[atUs.length - 1]),
    span_s: spanSeconds,
    meanRatePerS: atUs.length / spanSeconds,
    contextTokens: statsOf(contextTokens),
    generatedTokens: statsOf(generatedTokens),
    peakPerMinute: Math.max(...requestsPerStep(trace, atUs[0] - (atUs[0] % 60_000_000), 60_000_000)),
    interarrivalScv: interarrivalScv(trace),
    sorted: !notes.some(({ text }) => text.includes('before the one above')),
  } satisfies Record<keyof LlmStats, unknown>)
})

about(COUNTS, 'counts of functions per minute', () => {
  const { counts } = readFunctionCounts(COUNTS, textOf(COUNTS), { owner: '', app: '', function: '' })
  if (counts === null) throw new Error('the counts cannot be read')
  const perFunction = counts.functions.map(({ invocations }) => invocations)
  checkAll('invitro', {
    functions: perFunction.length,
    minutes: counts.perMinute.length,
    totalInvocations: total(perFunction),
    perFunction,
    peakMinute: Math.max(...counts.perMinute),
  })
})

about(INVOCATIONS, 'invocations of functions one by one', () => {
  const { trace } = readRequestTrace(INVOCATIONS, textOf(INVOCATIONS))
  if (trace === null) throw new Error('the trace cannot be read')
  const { atUs, durationUs, functions } = trace
  const endsUs = atUs.map((us, i) => us + durationUs[i])
  checkAll('invitro-azure2021-200', {
    rows: atUs.length,
    apps: new Set(functions.map(({ app }) => app)).size,
    funcs: new Set(functions.map((each) => each.function)).size,
    durationMean: total(durationUs) / 1e6 / durationUs.length,
    span: (Math.max(...endsUs) - Math.min(...endsUs)) / 1e6,
  })
})
