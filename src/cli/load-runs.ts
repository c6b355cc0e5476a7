import type { Arguments } from './arguments.ts'
import { formatProblems } from './format-problems.ts'
import { type LoadedFile, loadFiles } from './load-files.ts'
import { type ManyRuns, manyRunsOf } from './many-runs.ts'
import { precisionIn } from './precision.ts'
import { type Terminal, wantsColor } from './terminal.ts'

/** Scenarios that nothing is wrong with, and how often to run them. */
export interface LoadedRuns {
  readonly many: ManyRuns
  readonly loaded: readonly LoadedFile[]
  /** By file. */
  readonly texts: ReadonlyMap<string, string>
}

/** What a command is to run; null where scenarios have problems, which the user has been told. */
export function loadRuns(args: Arguments, terminal: Terminal): LoadedRuns | null {
  const many = manyRunsOf(args)
  const { loaded, problems, texts } = loadFiles(many.load, terminal)
  if (problems.length > 0) {
    const color = wantsColor(terminal.stderr, terminal.env)
    terminal.stderr.write(formatProblems(problems, texts, { color, consequence: 'nothing was run' }))
    return null
  }
  const { precision } = many
  const scenarios = loaded.map(({ scenario }) => scenario)
  return { many: { ...many, precision: precision === null ? null : precisionIn(precision, scenarios) }, loaded, texts }
}
