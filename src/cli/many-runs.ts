import { availableParallelism } from 'node:os'
import type { Tinypool } from 'tinypool'
import type { Scenario } from '../model/scenario.ts'
import { assembleResults } from '../results/assemble.ts'
import type { Results } from '../results/types.ts'
import { type Arguments, loadArguments, single } from './arguments.ts'
import type { LoadArguments, LoadedFile } from './load-files.ts'
import { makeRuns, type RunsMade } from './make-runs.ts'
import { packageVersion } from './package-root.ts'
import { moreSeeds, type Precision, parsePrecision } from './precision.ts'
import type { Progress } from './progress.ts'
import type { RunStore } from './run-store.ts'
import { type Crew, ownThread, startThreads, workerThreads } from './runner.ts'
import { parseSeeds, type SeedChoice, seedsFrom } from './seeds.ts'
import { UsageError } from './usage-error.ts'

/** How often to run each variant, and where; the same options for every command that runs scenarios. */
export interface ManyRuns {
  readonly seeds: SeedChoice | null
  /** Null: exactly `seeds`. */
  readonly precision: Precision | null
  /** Null: one for each processor where there are several seeds, else none. */
  readonly workers: number | null
  readonly load: LoadArguments
  /** Started before the scenarios are read, so that both happen at once; whoever has them ends them. */
  readonly threads: Tinypool | null
}

/** The same with its threads, where there are several seeds to run on them. */
export async function withThreads(many: ManyRuns): Promise<ManyRuns> {
  const workers = many.workers ?? availableParallelism()
  const runs = many.seeds === null ? 1 : 'list' in many.seeds ? many.seeds.list.length : many.seeds.count
  return runs > 1 && workers > 1 ? { ...many, threads: await startThreads(Math.min(workers, runs), workers) } : many
}

const SEEDS_TO_BEGIN_WITH = 10
const MOST_WORKERS = 256

export function manyRunsOf(args: Arguments): ManyRuns {
  const [seeds, precision, workers] = ['seeds', 'precision', 'workers'].map((name) => single(args, name))
  const load = loadArguments(args)
  const choice = seeds === null ? null : parseSeeds(seeds)
  const listed = choice !== null && 'list' in choice
  if (listed && load.seed !== null) {
    throw new UsageError('--seed and a list of --seeds both name seeds', 'leave one of them out')
  }
  if (listed && precision !== null) {
    throw new UsageError(
      '--precision adds seeds, and --seeds lists them all',
      'write how many to begin with: --seeds 10',
    )
  }
  return {
    seeds: choice ?? (precision === null ? null : { count: SEEDS_TO_BEGIN_WITH }),
    precision: precision === null ? null : parsePrecision(precision, single(args, 'max-seeds')),
    workers: workers === null ? null : parseWorkers(workers),
    // Listed seeds take the place of the scenario's, so that the resolved scenario tells the seed of the detailed runs.
    load: listed ? { ...load, seed: String(choice.list[0]) } : load,
    threads: null,
  }
}

function parseWorkers(text: string): number {
  const workers = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (workers >= 1 && workers <= MOST_WORKERS) return workers
  throw new UsageError(`--workers ${text} is not between 1 and ${MOST_WORKERS}`, 'leave it out for one per processor')
}

/** How many runs that will be; with a precision, to begin with. */
export function runCount({ scenario }: LoadedFile, { seeds }: ManyRuns): number {
  return scenario.variants.length * seedsFrom(seeds, scenario.seed).length
}

/** All runs of one scenario, put together. */
export function resultsOf(
  file: LoadedFile,
  many: ManyRuns,
  store: RunStore,
  progress: Progress,
  cwd: string,
): Promise<Results> {
  return withResults(file, many, store, progress, cwd, async (results) => results)
}

/** The same, for `use`, which may have the threads that made the runs draw. */
export async function withResults<T>(
  { file, scenario }: LoadedFile,
  many: ManyRuns,
  store: RunStore,
  progress: Progress,
  cwd: string,
  use: (results: Results, draw: Crew['draw']) => Promise<T>,
): Promise<T> {
  const seeds = seedsFrom(many.seeds, scenario.seed)
  const several = seeds.length > 1
  const workers = Math.min(
    many.workers ?? (several ? availableParallelism() : 1),
    seeds.length * scenario.variants.length,
  )
  const pool = workers > 1 ? (many.threads ?? (await startThreads(workers, workers))) : null
  const crew: Crew =
    pool === null
      ? ownThread(scenario, (share) => progress.update(share))
      : workerThreads(pool, workers, scenario, { ...many.load, files: [file] }, cwd)
  try {
    let made = await makeRuns(scenario, seeds, crew, store, progress)
    for (let more = missing(made, seeds, many); more > seeds.length; more = missing(made, seeds, many)) {
      seeds.push(...Array.from({ length: more - seeds.length }, (_, index) => seeds[0] + seeds.length + index))
      made = await makeRuns(scenario, seeds, crew, store, progress)
    }
    return await use(resultsFrom(scenario, made, seeds), crew.draw)
  } finally {
    if (pool !== many.threads) await pool?.destroy()
  }
}

function missing({ variants }: RunsMade, seeds: readonly number[], { precision }: ManyRuns): number {
  return precision === null ? 0 : moreSeeds(variants, seeds.length, precision)
}

function resultsFrom(scenario: Scenario, { variants, failedRuns }: RunsMade, seeds: readonly number[]): Results {
  const [failed] = failedRuns
  if (variants.length === 0 && failed !== undefined) {
    throw new Error(`no run of ${scenario.name} came to its end: ${failed.message}`)
  }
  return assembleResults(scenario, variants, packageVersion(), { seeds, failedRuns })
}
