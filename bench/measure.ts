import type { BenchCase, Outcome } from './case.ts'

/** What `npm run bench -- --case NAME --json` prints. */
export interface Measurement {
  readonly case: string
  readonly seconds: number
  readonly rate: number
  readonly unit: string
  readonly hash: string
  /** Of the whole process so far: a case is measured in a process of its own. */
  readonly peakMemoryBytes: number
  readonly points?: Outcome['points']
}

export async function measure(bench: BenchCase, size: number): Promise<Measurement> {
  const run = bench.prepare(size)
  const start = performance.now()
  const outcome = await run()
  const elapsed = (performance.now() - start) / 1000
  const seconds = outcome.seconds ?? elapsed
  return {
    case: bench.name,
    seconds,
    rate: outcome.work / seconds,
    unit: bench.unit,
    hash: outcome.hash,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    ...(outcome.points === undefined ? {} : { points: outcome.points }),
  }
}
