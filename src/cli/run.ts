import { join, resolve } from 'node:path'
import type { Results } from '../results/types.ts'
import { type Arguments, flag, single } from './arguments.ts'
import { eventStore } from './event-store.ts'
import { failuresText } from './failures-text.ts'
import type { LoadedFile } from './load-files.ts'
import { type LoadedRuns, withRuns } from './load-runs.ts'
import { runCount, withResults } from './many-runs.ts'
import { notesText } from './notes-text.ts'
import { newProgress } from './progress.ts'
import { checkWritable } from './report-folder.ts'
import { memoryStore, runStore } from './run-store.ts'
import { EXIT, printable, type Terminal, wantsColor } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** A scenario with the folder that its report goes to. */
interface Task extends LoadedFile {
  readonly folder: string
  /** The folder as the user would call it. */
  readonly folderName: string
}

export function run(args: Arguments, terminal: Terminal): Promise<number> {
  return withRuns(args, terminal, (runs) => runAll(runs, args, terminal))
}

async function runAll({ many, loaded }: LoadedRuns, args: Arguments, terminal: Terminal): Promise<number> {
  const tasks = tasksOf(loaded, single(args, 'out'), terminal)
  for (const { folder, folderName } of tasks) checkWritable(folder, folderName)
  const quiet = flag(args, 'quiet')
  const [{ writeReport }, { warnOfMissingLetters }] = await Promise.all([
    import('./write-report.ts'),
    import('./missing-letters.ts'),
  ])
  const pieces = tasks.reduce((sum, task) => sum + runCount(task, many), 0)
  const progress = newProgress(terminal, pieces, quiet)
  let code: number = EXIT.fine
  let warned = false
  try {
    for (const task of tasks) {
      const runs = join(task.folder, 'runs')
      const events = flag(args, 'events') ? eventStore(runs, task.scenario) : null
      const store = events ?? (many.seeds === null ? memoryStore() : runStore(runs, task.scenario))
      const [results, files] = await withResults(task, many, store, progress, terminal.cwd, async (made, draw) => {
        if (!warned) warned = warnOfMissingLetters(made, 'en', terminal)
        const more = events === null ? [] : [{ fileName: 'events.jsonl', bytes: events.text(made.seeds) }]
        return [made, await writeReport(task.folder, task.folderName, made, draw, more)] as const
      })
      store.clear()
      progress.stop()
      const asJson = single(args, 'format') === 'json'
      await show(results, asJson, terminal)
      if (!quiet) terminal.stderr.write(`${asJson ? notesOf(results) : ''}${writtenText(task.folderName, files)}\n`)
      terminal.stderr.write(failuresText(results))
      code = Math.max(code, exitCodeOf(results))
    }
  } finally {
    progress.stop()
  }
  return code
}

function exitCodeOf({ expectations, failedRuns }: Results): number {
  if (failedRuns.length > 0) return EXIT.bug
  return expectations.every(({ passed }) => passed) ? EXIT.fine : EXIT.expectationFailed
}

/** One scenario goes to `out` itself, several go to a folder each. */
function tasksOf(loaded: readonly LoadedFile[], out: string | null, { cwd }: Terminal): Task[] {
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
