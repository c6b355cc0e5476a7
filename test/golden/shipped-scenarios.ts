import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Scenario } from '../../src/model/scenario.ts'
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

export function loadShipped(name: string, seed: string | null = null): Scenario {
  const file = `${name}.yaml`
  const files = { readText: (path: string) => ({ text: readFileSync(resolve(FOLDER, path), 'utf8') }) }
  const loaded = loadScenario(readFileSync(FOLDER + file, 'utf8'), file, { files, seed })
  if ('problems' in loaded)
    throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return loaded.scenario
}

/** Runs a shipped scenario; `version` stands where a record names the tool that made it. */
export function runShipped(name: string, version: string, seed: string | null = null): Results {
  const scenario = loadShipped(name, seed)
  const variants = scenario.variants.map((variant) => simulate(scenario, variant))
  return assembleResults(scenario, variants, version)
}
