import type { Scenario } from '../model/scenario.ts'
import type { VariantResult } from '../results/types.ts'
import { type LoadArguments, loadFiles } from './load-files.ts'
import { carryOut, type RunOrder } from './run-orders.ts'
import { inputDigest } from './run-store.ts'

/** What a worker needs to know for one run. A scenario holds functions, so each worker loads it by itself, once. */
export interface WorkerTask {
  readonly load: LoadArguments
  readonly cwd: string
  /** Of the scenario as the caller read it. */
  readonly digest: string
  readonly order: RunOrder
}

let latest: { readonly digest: string; readonly scenario: Scenario } | null = null

/** The body of a worker thread. */
export function makeRun({ load, cwd, digest, order }: WorkerTask): VariantResult {
  if (latest?.digest !== digest) latest = { digest, scenario: loaded(load, cwd, digest) }
  return carryOut(latest.scenario, order, () => {})
}

function loaded(load: LoadArguments, cwd: string, digest: string): Scenario {
  const [first] = loadFiles(load, { cwd }).loaded
  if (first === undefined || inputDigest(first.scenario) !== digest) {
    throw new Error('the scenario or a file that it reads was changed while it ran')
  }
  return first.scenario
}
