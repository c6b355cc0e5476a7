import { sha256Hex } from '../src/base/digest.ts'
import { runToEnd } from '../src/engine/kernel.ts'
import type { Scenario } from '../src/model/scenario.ts'
import { assembleResults } from '../src/results/assemble.ts'
import type { Results } from '../src/results/types.ts'
import type { ScenarioFiles } from '../src/scenario/input-files.ts'
import { loadScenario } from '../src/scenario/load-scenario.ts'
import { newRun, simulate } from '../src/simulate.ts'
import type { Outcome } from './case.ts'

const NO_FILES: ScenarioFiles = { readText: () => ({ problem: 'a benchmark reads no files' }) }

/** The whole way from a scenario's text to its results. */
export function runText(text: string, files = NO_FILES): Results {
  const scenario = scenarioOf(text, files)
  const variants = scenario.variants.map((variant) => simulate(scenario, variant))
  return assembleResults(scenario, variants, 'bench')
}

/** Times `runText`; a second run, which is not timed, is watched for the nodes that it chooses. */
export function timedRun(text: string, workOf: (results: Results) => number, files = NO_FILES): Outcome {
  const start = performance.now()
  const results = runText(text, files)
  const seconds = (performance.now() - start) / 1000
  return { work: workOf(results), hash: chosenNodesHash(text, files), seconds }
}

export function podsCreated({ variants: [{ summary }] }: Results): number {
  return summary['pods.created'] ?? 0
}

/** A digest of the nodes that the first variant's scheduler chose, in order. */
function chosenNodesHash(text: string, files: ScenarioFiles): string {
  const scenario = scenarioOf(text, files)
  const run = newRun(scenario, scenario.variants[0])
  const chosen: number[] = []
  run.watch = { created() {}, trying() {}, found: (_, node) => chosen.push(node) }
  runToEnd(run, () => {})
  return sha256Hex(new Uint8Array(Int32Array.from(chosen).buffer))
}

export function scenarioOf(text: string, files = NO_FILES): Scenario {
  const loaded = loadScenario(text, 'bench.yaml', { files })
  if ('problems' in loaded)
    throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return loaded.scenario
}
