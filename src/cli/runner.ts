import { availableParallelism } from 'node:os'
import type { Tinypool } from 'tinypool'
import type { Scenario } from '../model/scenario.ts'
import type { PngFile } from '../report/png.ts'
import type { Results, VariantResult } from '../results/types.ts'
import type { LoadArguments } from './load-files.ts'
import { carryOut, type RunOrder } from './run-orders.ts'
import { inputDigest } from './run-store.ts'
import type { DrawTask, RunTask } from './run-worker.ts'

/** Where runs are made. */
export interface Runner {
  /** How many it makes at once. */
  readonly lanes: number
  run(order: RunOrder): Promise<VariantResult>
}

/** One thread or several: they make runs, then draw what came out. */
export interface Crew extends Runner {
  /** Where there are other threads, they begin before the first picture is asked for. */
  readonly draw: (results: Results) => AsyncIterable<PngFile>
}

/** In this thread, one after the other; `onProgress` hears the share of the current run that is done. */
export function ownThread(scenario: Scenario, onProgress: (share: number) => void): Crew {
  return {
    lanes: 1,
    run: async (order) => carryOut(scenario, order, (nowUs) => onProgress(nowUs / scenario.durationUs)),
    async *draw(results) {
      const { renderPngs } = await import('../report/png.ts')
      yield* renderPngs(results)
    },
  }
}

/** More threads would spend longer on starting to draw than they draw. */
const MOST_PAINTERS = 4

/** Threads that load the simulator from now on: `now` of them at once, in all as many as `most` when there is work. */
export async function startThreads(now: number, most: number): Promise<Tinypool> {
  const { Tinypool } = await import('tinypool')
  const filename = new URL(import.meta.url.endsWith('.ts') ? './run-worker.ts' : './run-worker.js', import.meta.url)
    .href
  return new Tinypool({ filename, minThreads: now, maxThreads: most, runtime: 'worker_threads' })
}

/** On worker threads, each of which loads the scenario for itself. */
export function workerThreads(
  pool: Tinypool,
  workers: number,
  scenario: Scenario,
  load: LoadArguments,
  cwd: string,
): Crew {
  const digest = inputDigest(scenario)
  return {
    lanes: workers,
    run: (order) => pool.run({ load, cwd, digest, order } satisfies RunTask, { name: 'makeRun' }),
    draw(results) {
      const every = Math.min(workers, availableParallelism(), MOST_PAINTERS)
      const shares = Array.from({ length: every }, (_, first): Promise<PngFile[]> => {
        return pool.run({ results, share: { first, every } } satisfies DrawTask, { name: 'drawPictures' })
      })
      // One that fails is met when its turn comes.
      for (const share of shares) share.catch(() => {})
      return inTurn(shares)
    },
  }
}

async function* inTurn(shares: readonly Promise<readonly PngFile[]>[]): AsyncGenerator<PngFile> {
  for (const share of shares) yield* await share
}
