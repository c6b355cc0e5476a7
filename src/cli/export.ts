import { basename, dirname, resolve } from 'node:path'
import { csvText } from '../exports/csv.ts'
import { dashboardText } from '../exports/dashboard.ts'
import { openMetricsText } from '../exports/openmetrics.ts'
import { seriesTable } from '../exports/series-table.ts'
import { summaryTable } from '../exports/summary-table.ts'
import type { Table } from '../exports/table.ts'
import type { Results } from '../results/types.ts'
import { type Arguments, single } from './arguments.ts'
import { loadResults } from './load-results.ts'
import { packageVersion } from './package-root.ts'
import { checkWritable, type OutputFile, writeReportFolder } from './report-folder.ts'
import { EXIT, printable, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** One thing to be written, and where. */
interface Target {
  /** As the user named it. */
  readonly name: string
  readonly folder: string
  readonly files: () => AsyncIterable<OutputFile>
}

/** Writes results in the forms that other tools read. Every target is tried for writing before the first is written. */
export async function exportResults(args: Arguments, terminal: Terminal): Promise<number> {
  const results = loadResults(single(args, 'results') ?? '', terminal.cwd)
  const targets = targetsOf(args, results, terminal.cwd)
  if (targets.length === 0) {
    throw new UsageError('nothing to write', 'say what: --csv DIR, --parquet DIR, --openmetrics FILE or --grafana FILE')
  }
  for (const { folder, name } of targets) checkWritable(folder, name)
  for (const { folder, name, files } of targets) {
    const written = await writeReportFolder(folder, name, files())
    const list = written.length === 1 ? '' : `: ${written.join(', ')}`
    terminal.stderr.write(`${printable(`wrote ${name}${list}`)}\n`)
  }
  if (single(args, 'openmetrics') !== null && results.start === null) {
    terminal.stderr.write(
      'note: the scenario has no start, so nothing has a time in the OpenMetrics text and the series are left out\n',
    )
  }
  return EXIT.fine
}

function targetsOf(args: Arguments, results: Results, cwd: string): Target[] {
  const targets: Target[] = []
  const toFolder = (option: string, files: Target['files']) => {
    const name = single(args, option)
    if (name !== null) targets.push({ name, folder: resolve(cwd, name), files })
  }
  const toFile = (option: string, bytes: () => OutputFile['bytes']) => {
    const name = single(args, option)
    if (name === null) return
    const path = resolve(cwd, name)
    async function* files(): AsyncGenerator<OutputFile> {
      yield { fileName: basename(path), bytes: bytes() }
    }
    targets.push({ name, folder: dirname(path), files })
  }
  toFolder('csv', () => tables(results, 'csv', csvText))
  toFolder('parquet', async function* () {
    const { parquetBytes } = await import('../exports/parquet.ts')
    yield* tables(results, 'parquet', (table) => parquetBytes(table, packageVersion()))
  })
  toFile('openmetrics', () => openMetricsText(results))
  toFile('grafana', () => dashboardText(results))
  return targets
}

async function* tables(
  results: Results,
  extension: string,
  bytesOf: (table: Table) => OutputFile['bytes'] | Promise<OutputFile['bytes']>,
): AsyncGenerator<OutputFile> {
  for (const table of [seriesTable(results), summaryTable(results)]) {
    yield { fileName: `${table.name}.${extension}`, bytes: await bytesOf(table) }
  }
}
