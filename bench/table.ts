import Table from 'cli-table3'
import type { BenchCase } from './case.ts'
import type { Measurement } from './measure.ts'

function threeDigits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))
}

/** The measurements beside the rates that are promised. */
export function benchTable(rows: readonly { readonly bench: BenchCase; readonly measured: Measurement }[]): string {
  const table = new Table({
    head: ['case', 'seconds', 'rate', 'floor', 'unit', 'peak MB', 'hash'],
    colAligns: ['left', 'right', 'right', 'right', 'left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  })
  for (const { bench, measured } of rows) {
    table.push([
      bench.name,
      threeDigits(measured.seconds),
      threeDigits(measured.rate),
      `${threeDigits(bench.floor)}${measured.rate < bench.floor ? ' missed' : ''}`,
      bench.unit,
      threeDigits(measured.peakMemoryBytes / 1e6),
      measured.hash.slice(0, 12),
    ])
  }
  const points = rows.flatMap(({ bench, measured }) =>
    Object.entries(measured.points ?? {}).map(([point, value]) => `${bench.name}, ${point}: ${threeDigits(value)}`),
  )
  return [table.toString(), ...points].join('\n')
}
