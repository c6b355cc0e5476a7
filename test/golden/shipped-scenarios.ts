import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { assembleResults } from '../../src/results/assemble.ts'
import type { Results } from '../../src/results/types.ts'
import { loadScenario } from '../../src/scenario/load-scenario.ts'
import { simulate } from '../../src/simulate.ts'
import { ROOT } from '../house/project-files.ts'

const FOLDER = `${ROOT}scenarios/`

/** Names of the shipped scenarios, without the ending. */
export const SHIPPED: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length))
  .sort()

/** Runs a shipped scenario; `version` stands where a record names the tool that made it. */
export function runShipped(name: string, version: string, seed: string | null = null): Results {
  const file = `${name}.yaml`
  const files = { readText: (path: string) => ({ text: readFileSync(resolve(FOLDER, path), 'utf8') }) }
  const loaded = loadScenario(readFileSync(FOLDER + file, 'utf8'), file, { files, seed })
  if ('problems' in loaded)
    throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  const { scenario } = loaded
  const variants = scenario.variants.map((variant) => simulate(scenario, variant))
  return assembleResults(scenario, variants, version)
}
