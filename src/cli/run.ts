import { join, resolve } from 'node:path'
import { assembleResults } from '../results/assemble.ts'
import { overSeeds } from '../results/over-seeds.ts'
import type { Results } from '../results/types.ts'
import { simulate } from '../simulate.ts'
import { type Arguments, flag, loadArguments, single } from './arguments.ts'
import { formatProblems } from './format-problems.ts'
import { type LoadArguments, type LoadedFile, loadFiles } from './load-files.ts'
import { notesText } from './notes-text.ts'
import { packageVersion } from './package-root.ts'
import { newProgress, type Progress } from './progress.ts'
import { checkWritable } from './report-folder.ts'
import { parseSeeds, type SeedChoice, seedsFrom } from './seeds.ts'
import { EXIT, printable, type Terminal, wantsColor } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** A scenario with the folder that its report goes to. */
interface Task extends LoadedFile {
  readonly folder: string
  /** The folder as the user would call it. */
  readonly folderName: string
  readonly seeds: readonly number[]
}

export async function run(args: Arguments, terminal: Terminal): Promise<number> {
  const choice = seedChoice(args)
  const { loaded, problems, texts } = loadFiles(withFirstSeed(loadArguments(args), choice), terminal)
  if (problems.length > 0) {
    const color = wantsColor(terminal.stderr, terminal.env)
    terminal.stderr.write(formatProblems(problems, texts, { color, consequence: 'nothing was run' }))
    return EXIT.badInput
  }
  const tasks = tasksOf(loaded, single(args, 'out'), terminal).map((task) => ({
    ...task,
    seeds: seedsFrom(choice, task.scenario.seed),
  }))
  for (const { folder, folderName } of tasks) checkWritable(folder, folderName)
  const quiet = flag(args, 'quiet')
  const { writeReport } = await import('./write-report.ts')
  const progress = newProgress(
    terminal,
    tasks.reduce((sum, { scenario, seeds }) => sum + scenario.variants.length * seeds.length, 0),
    quiet,
  )
  let failed = 0
  try {
    for (const task of tasks) {
      const results = resultsOf(task, progress)
      const files = await writeReport(task.folder, task.folderName, results)
      progress.stop()
      const asJson = single(args, 'format') === 'json'
      await show(results, asJson, terminal)
      if (!quiet) terminal.stderr.write(`${asJson ? notesOf(results) : ''}${writtenText(task.folderName, files)}\n`)
      failed += results.expectations.filter((expectation) => !expectation.passed).length
    }
  } finally {
    progress.stop()
  }
  return failed === 0 ? EXIT.fine : EXIT.expectationFailed
}

function seedChoice(args: Arguments): SeedChoice | null {
  const text = single(args, 'seeds')
  return text === null ? null : parseSeeds(text)
}

/** Listed seeds take the place of the scenario's, so that the resolved scenario tells the seed of the detailed runs. */
function withFirstSeed(args: LoadArguments, choice: SeedChoice | null): LoadArguments {
  if (choice === null || 'count' in choice) return args
  if (args.seed !== null) throw new UsageError('--seed and a list of --seeds both name seeds', 'leave one of them out')
  return { ...args, seed: String(choice.list[0]) }
}

/** One scenario goes to `out` itself, several go to a folder each. */
function tasksOf(loaded: readonly LoadedFile[], out: string | null, { cwd }: Terminal): Omit<Task, 'seeds'>[] {
  const named = loaded.map((each) => {
    const { name } = each.scenario
    const folderName = out === null ? join('reports', name) : loaded.length === 1 ? out : join(out, name)
    return { ...each, folderName, folder: resolve(cwd, folderName) }
  })
  for (const [index, task] of named.entries()) {
    const earlier = named.slice(0, index).find(({ folder }) => folder === task.folder)
    if (earlier !== undefined) {
      throw new UsageError(
        `${earlier.file} and ${task.file} are both named "${task.scenario.name}", so their reports would go to the same folder`,
        'give each scenario a name of its own, or run them one at a time',
      )
    }
  }
  return named
}

function resultsOf({ scenario, seeds }: Task, progress: Progress): Results {
  const variants = scenario.variants.flatMap((variant) => {
    const runs = seeds.map((seed) => {
      progress.start(`${scenario.name}: ${variant.name}${seeds.length === 1 ? '' : `, seed ${seed}`}`)
      const onProgress = (nowUs: number) => progress.update(nowUs / scenario.durationUs)
      return simulate({ ...scenario, seed }, variant, { onProgress })
    })
    return overSeeds(runs) ?? []
  })
  return assembleResults(scenario, variants, packageVersion(), { seeds, failedRuns: [] })
}

async function show(results: Results, asJson: boolean, { stdout, env }: Terminal): Promise<void> {
  if (asJson) {
    stdout.write(`${JSON.stringify(results)}\n`)
    return
  }
  const { renderText } = await import('../report/text.ts')
  const width = stdout.columns || TABLE_WIDTH
  stdout.write(renderText(results, { color: wantsColor(stdout, env), width }))
}

/** Wide enough for a handful of variants where nobody knows the width of the paper. */
const TABLE_WIDTH = 120

/** What a reader of the JSON would otherwise miss; the table tells the notes itself. */
function notesOf(results: Results): string {
  return notesText([...results.notes, ...results.variants.flatMap((variant) => variant.notes)])
}

function writtenText(folderName: string, files: readonly string[]): string {
  const pictures = files.filter((file) => file.endsWith('.png')).length
  const others = files.filter((file) => !file.endsWith('.png')).join(', ')
  return printable(`wrote ${folderName}: ${others} and ${pictures} pictures`)
}
