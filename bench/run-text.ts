import { assembleResults } from '../src/results/assemble.ts'
import type { Results } from '../src/results/types.ts'
import { loadScenario } from '../src/scenario/load-scenario.ts'
import { simulate } from '../src/simulate.ts'

/** The whole way from a scenario's text to its results, for scenarios that read no files. */
export function runText(text: string): Results {
  const loaded = loadScenario(text, 'bench.yaml', {
    files: { readText: () => ({ problem: 'a benchmark reads no files' }) },
  })
  if ('problems' in loaded)
    throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  const { scenario } = loaded
  const variants = scenario.variants.map((variant) => simulate(scenario, variant))
  return assembleResults(scenario, variants, 'bench')
}
