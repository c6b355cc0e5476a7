import type { Scenario } from '../model/scenario.ts'
import type { PngFile, Share } from '../report/png.ts'
import type { Results, VariantResult } from '../results/types.ts'
import { type LoadArguments, loadFiles } from './load-files.ts'
import { carryOut, type RunOrder } from './run-orders.ts'
import { inputDigest } from './run-store.ts'

/** What a worker needs to know for one run. A scenario holds functions, so each worker loads it by itself, once. */
export interface RunTask {
  readonly load: LoadArguments
  readonly cwd: string
  /** Of the scenario as the caller read it. */
  readonly digest: string
  readonly order: RunOrder
}

/** Which of the pictures of which results a worker is to draw. */
export interface DrawTask {
  readonly results: Results
  readonly share: Share
}

let latest: { readonly digest: string; readonly scenario: Scenario } | null = null

/** What a worker thread does for a run. */
export function makeRun({ load, cwd, digest, order }: RunTask): VariantResult {
  if (latest?.digest !== digest) latest = { digest, scenario: loaded(load, cwd, digest) }
  return carryOut(latest.scenario, order, () => {})
}

/** What a worker thread does once the results are there. */
export async function drawPictures({ results, share }: DrawTask): Promise<PngFile[]> {
  const { renderPngs } = await import('../report/png.ts')
  const pictures: PngFile[] = []
  for await (const picture of renderPngs(results, { share })) pictures.push(picture)
  return pictures
}

function loaded(load: LoadArguments, cwd: string, digest: string): Scenario {
  const [first] = loadFiles(load, { cwd }).loaded
  if (first === undefined || inputDigest(first.scenario) !== digest) {
    throw new Error('the scenario or a file that it reads was changed while it ran')
  }
  return first.scenario
}
