import type { Arguments } from './arguments.ts'
import { formatProblems } from './format-problems.ts'
import { type LoadedFile, loadFiles } from './load-files.ts'
import { type ManyRuns, manyRunsOf, withThreads } from './many-runs.ts'
import { precisionIn } from './precision.ts'
import { EXIT, type Terminal, wantsColor } from './terminal.ts'

/** Scenarios that nothing is wrong with, and how often to run them. */
export interface LoadedRuns {
  readonly many: ManyRuns
  readonly loaded: readonly LoadedFile[]
  /** By file. */
  readonly texts: ReadonlyMap<string, string>
}

/** What a command is to run, for `use`; scenarios with problems are told to the user instead. */
export async function withRuns(
  args: Arguments,
  terminal: Terminal,
  use: (runs: LoadedRuns) => Promise<number>,
): Promise<number> {
  const many = await withThreads(manyRunsOf(args))
  try {
    const { loaded, problems, texts } = loadFiles(many.load, terminal)
    if (problems.length > 0) {
      const color = wantsColor(terminal.stderr, terminal.env)
      terminal.stderr.write(formatProblems(problems, texts, { color, consequence: 'nothing was run' }))
      return EXIT.badInput
    }
    const { precision } = many
    const scenarios = loaded.map(({ scenario }) => scenario)
    const wanted = precision === null ? null : precisionIn(precision, scenarios)
    return await use({ many: { ...many, precision: wanted }, loaded, texts })
  } finally {
    await many.threads?.destroy()
  }
}
