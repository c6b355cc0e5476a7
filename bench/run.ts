import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { BenchCase } from './case.ts'
import { type Measurement, measure } from './measure.ts'
import { CASES } from './registry.ts'
import { benchTable } from './table.ts'

/** A process of its own gives each case a cold start and a peak memory that is its own. */
function measureApart(bench: BenchCase): Measurement {
  const command = [fileURLToPath(import.meta.url), '--case', bench.name, '--json']
  const { stdout, status } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`the case ${bench.name} ended with ${status}`)
  return JSON.parse(stdout) as Measurement
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      case: { type: 'string' },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  })
  if (values.list) {
    for (const { name, doc } of CASES) console.log(`${name}: ${doc}`)
    return 0
  }
  const chosen = values.case === undefined ? CASES : CASES.filter(({ name }) => name === values.case)
  if (chosen.length === 0) {
    console.error(`no case "${values.case}"; there are ${CASES.map(({ name }) => name).join(', ')}`)
    return 2
  }
  if (values.json && values.case !== undefined) {
    for (const bench of chosen) console.log(JSON.stringify(await measure(bench, bench.sizes.full)))
    return 0
  }
  const rows = chosen.map((bench) => ({ bench, measured: measureApart(bench) }))
  if (values.json) for (const { measured } of rows) console.log(JSON.stringify(measured))
  else console.log(benchTable(rows))
  return rows.some(({ bench, measured }) => measured.rate < bench.floor) ? 1 : 0
}

process.exitCode = await main()
