import { resolve } from 'node:path'
import { type Baseline, baselineScenario, withScenario } from '../compare/baseline.ts'
import { counted } from '../report/numbers.ts'
import { plainSpaces } from '../report/plain-table.ts'
import { type Arguments, flag, repeated, single } from './arguments.ts'
import { baselineToUpdate, loadBaseline, USUAL_BASELINE, withTolerances } from './baseline-file.ts'
import { failuresText } from './failures-text.ts'
import { jsonText } from './json-text.ts'
import { type LoadedRuns, withRuns } from './load-runs.ts'
import { resultsOf, runCount } from './many-runs.ts'
import { packageVersion } from './package-root.ts'
import { newProgress } from './progress.ts'
import { memoryStore } from './run-store.ts'
import { EXIT, printable, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { writeTextFile } from './write-text-file.ts'

export async function baseline(args: Arguments, terminal: Terminal): Promise<number> {
  const file = single(args, 'baseline') ?? USUAL_BASELINE
  const files = repeated(args, 'files')
  if (single(args, 'action') === 'update') {
    if (files.length === 0) throw new UsageError('"simcap baseline update" needs a scenario file')
    return update(args, file, terminal)
  }
  terminal.stdout.write(printable(shown(loadBaseline(file, terminal.cwd))))
  return EXIT.fine
}

/** Runs scenarios and puts what they give into the file, in the place of what was there of the same name. */
function update(args: Arguments, file: string, terminal: Terminal): Promise<number> {
  return withRuns(args, terminal, (runs) => updateWith(runs, args, file, terminal))
}

async function updateWith(
  { many, loaded }: LoadedRuns,
  args: Arguments,
  file: string,
  terminal: Terminal,
): Promise<number> {
  const { stdout, stderr, cwd } = terminal
  const old = withTolerances(
    baselineToUpdate(file, cwd),
    repeated(args, 'tolerance'),
    loaded.map(({ scenario }) => scenario),
  )
  let updated: Baseline = { ...old, tool: { name: 'simcap', version: packageVersion() } }
  const pieces = loaded.reduce((sum, each) => sum + runCount(each, many), 0)
  const progress = newProgress(terminal, pieces, flag(args, 'quiet'))
  try {
    for (const each of loaded) {
      const results = await resultsOf(each, many, memoryStore(), progress, cwd)
      if (results.failedRuns.length > 0) {
        stderr.write(failuresText(results))
        return EXIT.bug
      }
      updated = withScenario(updated, baselineScenario(results))
    }
  } finally {
    progress.stop()
  }
  writeTextFile(resolve(cwd, file), file, jsonText(updated))
  stdout.write(printable(`wrote ${file}: ${plainSpaces(counted(updated.scenarios.length, 'scenario'))}\n`))
  return EXIT.fine
}

function shown({ scenarios, tolerances, tool }: Baseline): string {
  const lines = scenarios.flatMap(({ name, seeds, variants }) => [
    `${name}: ${counted(seeds.length, 'seed')} from ${seeds[0]}`,
    ...variants.map((variant) => `  ${variant.name}: ${counted(Object.keys(variant.samples).length, 'metric')}`),
  ])
  const allowed = Object.entries(tolerances).map(
    ([metric, share]) => `${metric === '*' ? 'any metric' : metric} ${share}`,
  )
  return plainSpaces(
    `${[...lines, `tolerances: ${allowed.join(', ')}`, `made by simcap ${tool.version}`].join('\n')}\n`,
  )
}
