import { appendFileSync } from 'node:fs'
import type { Baseline, BaselineScenario } from '../compare/baseline.ts'
import { type CheckRow, expectationRow, regressionRow } from '../compare/check-rows.ts'
import { regressions, unmatchedVariants } from '../compare/regressions.ts'
import { CHECK_FORMATS } from '../report/check/registry.ts'
import { judgeExpectations } from '../results/expectations.ts'
import type { Results } from '../results/types.ts'
import { type Arguments, flag, repeated, single } from './arguments.ts'
import { loadBaseline, withTolerances } from './baseline-file.ts'
import { failuresText } from './failures-text.ts'
import type { LoadedFile } from './load-files.ts'
import { type LoadedRuns, withRuns } from './load-runs.ts'
import { type ManyRuns, resultsOf, runCount } from './many-runs.ts'
import { notesText } from './notes-text.ts'
import { newProgress } from './progress.ts'
import { ruleLines } from './rule-lines.ts'
import { memoryStore } from './run-store.ts'
import { EXIT, printable, type Terminal, wantsColor } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Runs scenarios and holds them against their expectations and, where one is named, against a baseline. */
export function check(args: Arguments, terminal: Terminal): Promise<number> {
  return withRuns(args, terminal, (runs) => checkAll(runs, args, terminal))
}

async function checkAll({ many, loaded, texts }: LoadedRuns, args: Arguments, terminal: Terminal): Promise<number> {
  const { stdout, stderr, env, cwd } = terminal
  const file = single(args, 'baseline')
  const baseline =
    file === null
      ? null
      : withTolerances(
          loadBaseline(file, cwd),
          repeated(args, 'tolerance'),
          loaded.map(({ scenario }) => scenario),
        )
  const tasks = loaded.map((each) => taskOf(each, baseline, file, many))
  const progress = newProgress(
    terminal,
    tasks.reduce((sum, { loadedFile, runs }) => sum + runCount(loadedFile, runs), 0),
    flag(args, 'quiet'),
  )
  const rows: CheckRow[] = []
  let failedRuns = 0
  try {
    for (const { loadedFile, runs, before } of tasks) {
      const results = await resultsOf(loadedFile, runs, memoryStore(), progress, cwd)
      failedRuns += results.failedRuns.length
      stderr.write(failuresText(results))
      if (before !== null) stderr.write(notesText(unmatchedVariants(results, before)))
      rows.push(...rowsOf(loadedFile, results, baseline, before, texts.get(loadedFile.file) ?? ''))
    }
  } finally {
    progress.stop()
  }
  const format = single(args, 'format') ?? 'text'
  const text = CHECK_FORMATS[format](rows, wantsColor(stdout, env))
  stdout.write(format === 'text' ? printable(text) : text)
  writeStepSummary(rows, terminal)
  if (failedRuns > 0) return EXIT.bug
  return rows.some(({ status }) => status === 'failed') ? EXIT.expectationFailed : EXIT.fine
}

interface CheckTask {
  readonly loadedFile: LoadedFile
  readonly runs: ManyRuns
  readonly before: BaselineScenario | null
}

/** The seeds of the baseline, unless others are asked for: then runs meet what they met when it was made. */
function taskOf(loadedFile: LoadedFile, baseline: Baseline | null, file: string | null, many: ManyRuns): CheckTask {
  if (baseline === null) return { loadedFile, runs: many, before: null }
  const { name } = loadedFile.scenario
  const before = baseline.scenarios.find((each) => each.name === name)
  if (before === undefined) {
    throw new UsageError(
      `${file} has no scenario "${name}"`,
      `add it: simcap baseline update ${loadedFile.file} --baseline ${file}`,
    )
  }
  return { loadedFile, before, runs: { ...many, seeds: many.seeds ?? { list: before.seeds } } }
}

function rowsOf(
  { file, scenario }: LoadedFile,
  results: Results,
  baseline: Baseline | null,
  before: BaselineScenario | null,
  text: string,
): CheckRow[] {
  const lines = ruleLines(text, file)
  const expectations = scenario.expectations.flatMap((expectation, index) => {
    const place = { file, line: lines.expectation(index) }
    const judged = judgeExpectations([expectation], results.variants, before?.variants ?? null)
    return judged.map((result) => expectationRow(results, result, place))
  })
  if (baseline === null || before === null) return expectations
  if (!results.seeds.some((seed) => before.seeds.includes(seed))) {
    throw new UsageError(
      `the baseline of "${results.name}" has seeds ${before.seeds.join(', ')}, and none of these was run`,
      'leave --seeds and --seed out, or update the baseline with these seeds',
    )
  }
  const compared = regressions(results, baseline, before).map((regression) =>
    regressionRow(results, regression, { file, line: lines.variant(regression.variant) }),
  )
  return [...expectations, ...compared]
}

/** What GitHub shows on the page of a job. */
function writeStepSummary(rows: readonly CheckRow[], { env, stderr }: Terminal): void {
  const path = env['GITHUB_STEP_SUMMARY']
  if (path === undefined || path === '') return
  try {
    appendFileSync(path, CHECK_FORMATS['markdown'](rows, false))
  } catch (error) {
    stderr.write(`note: GITHUB_STEP_SUMMARY cannot be written (${(error as NodeJS.ErrnoException).code})\n`)
  }
}
