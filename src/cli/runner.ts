import type { Scenario } from '../model/scenario.ts'
import type { VariantResult } from '../results/types.ts'
import type { LoadArguments } from './load-files.ts'
import { carryOut, type RunOrder } from './run-orders.ts'
import { inputDigest } from './run-store.ts'
import type { WorkerTask } from './run-worker.ts'

/** Where runs are made. */
export interface Runner {
  /** How many it makes at once. */
  readonly lanes: number
  run(order: RunOrder): Promise<VariantResult>
  close(): Promise<void>
}

/** In this thread, one after the other; `onProgress` hears the share of the current run that is done. */
export function ownThread(scenario: Scenario, onProgress: (share: number) => void): Runner {
  return {
    lanes: 1,
    run: async (order) => carryOut(scenario, order, (nowUs) => onProgress(nowUs / scenario.durationUs)),
    close: async () => {},
  }
}

/** On worker threads, each of which loads the scenario for itself. */
export async function workerThreads(
  workers: number,
  scenario: Scenario,
  load: LoadArguments,
  cwd: string,
): Promise<Runner> {
  const { Tinypool } = await import('tinypool')
  const filename = new URL(import.meta.url.endsWith('.ts') ? './run-worker.ts' : './run-worker.js', import.meta.url)
    .href
  const pool = new Tinypool({ filename, minThreads: workers, maxThreads: workers, runtime: 'worker_threads' })
  const digest = inputDigest(scenario)
  return {
    lanes: workers,
    run: (order) => pool.run({ load, cwd, digest, order } satisfies WorkerTask, { name: 'makeRun' }),
    close: () => pool.destroy(),
  }
}
