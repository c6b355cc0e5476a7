import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { runToEnd } from '../../src/engine/kernel.ts'
import type { Run } from '../../src/engine/run.ts'
import { loadScenario } from '../../src/scenario/load-scenario.ts'
import { newRun } from '../../src/simulate.ts'

/** The studied policies by the names of the published files. */
export const PUBLISHED_POLICIES: Readonly<Record<string, string>> = {
  '01-Random': 'random',
  '02-DotProd': 'gpu-dot-product',
  '03-GpuClustering': 'gpu-clustering',
  '04-GpuPacking': 'gpu-packing',
  '05-BestFit': 'gpu-best-fit',
  '06-FGD': 'fgd',
}

interface OpenbRun {
  readonly nodes: string
  readonly pods: string
  /** The rest of `import.openb`. */
  readonly mode: string
  readonly placement: string
  readonly seed?: number
}

/** A run of the trace to its end, as the command would make it. */
export function openbRun({ nodes, pods, mode, placement, seed = 1 }: OpenbRun): Run {
  const text = `apiVersion: simcap/v1
name: openb
seed: ${seed}
duration: 12h
import: { openb: { nodes: ${nodes}, pods: ${pods}, ${mode} } }
policies: { placement: ${placement} }
`
  const readText = (path: string) => {
    const bytes = readFileSync(path)
    return { text: (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8') }
  }
  const result = loadScenario(text, 'openb.yaml', { files: { readText }, sets: [], seed: null })
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('; '))
  const run = newRun(result.scenario, result.scenario.variants[0])
  runToEnd(run, () => {})
  return run
}
