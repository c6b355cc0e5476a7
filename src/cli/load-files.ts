import { basename, resolve } from 'node:path'
import type { Problem } from '../base/problem.ts'
import type { Scenario } from '../model/scenario.ts'
import { overrideTexts } from '../scenario/apply-overrides.ts'
import { MAX_SCENARIO_BYTES } from '../scenario/limits.ts'
import { loadScenario } from '../scenario/load-scenario.ts'
import { readTextFile } from './read-text-file.ts'
import { scenarioFiles } from './scenario-files.ts'
import type { Terminal } from './terminal.ts'

export interface LoadArguments {
  readonly files: readonly string[]
  readonly sets: readonly string[]
  readonly seed: string | null
  readonly allowedFolders: readonly string[]
}

export interface LoadedFile {
  readonly file: string
  readonly scenario: Scenario
}

export interface LoadedFiles {
  readonly loaded: readonly LoadedFile[]
  readonly problems: readonly Problem[]
  /** Texts that the problems point into. */
  readonly texts: ReadonlyMap<string, string>
}

/** Reads and checks every scenario, so that problems of the last are known before the first is run. */
export function loadFiles(args: LoadArguments, { cwd }: Pick<Terminal, 'cwd'>): LoadedFiles {
  const loaded: LoadedFile[] = []
  const problems: Problem[] = []
  const texts = new Map(overrideTexts(args.sets, args.seed).map(({ file, text }) => [file, text]))
  const allowed = args.allowedFolders.map((folder) => resolve(cwd, folder))
  for (const file of args.files) {
    const path = resolve(cwd, file)
    const read = readTextFile(path, basename(file), MAX_SCENARIO_BYTES)
    if ('problem' in read) {
      problems.push({ path: '', message: read.problem, hint: read.hint, file, position: null })
      continue
    }
    texts.set(file, read.text.replace(/^\ufeff/, ''))
    const result = loadScenario(read.text, file, {
      files: scenarioFiles(path, allowed),
      sets: args.sets,
      seed: args.seed,
    })
    if ('scenario' in result) loaded.push({ file, scenario: result.scenario })
    else problems.push(...result.problems)
  }
  return { loaded, problems, texts }
}
