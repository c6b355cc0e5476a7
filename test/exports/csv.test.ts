import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvText } from '../../src/exports/csv.ts'
import { seriesTable } from '../../src/exports/series-table.ts'
import { summaryTable } from '../../src/exports/summary-table.ts'
import type { Cell, Table } from '../../src/exports/table.ts'
import { sampleResults } from '../report/sample-results.ts'
import { HOSTILE, hostileResults, withTwoSeeds } from './hostile-results.ts'

function parsed(table: Table): Record<string, string>[] {
  return parse([...csvText(table)].join(''), { columns: true, record_delimiter: '\r\n' })
}

test.each<[cell: Cell, kind: 'text' | 'number' | 'instant', written: string]>([
  ['shop', 'text', 'shop'],
  ['a,b', 'text', '"a,b"'],
  ['say "x"', 'text', '"say ""x"""'],
  ['two\nlines', 'text', '"two\nlines"'],
  ['=1+1', 'text', "'=1+1"],
  ['=1,2', 'text', '"\'=1,2"'],
  ['\uff1d1', 'text', "'\uff1d1"],
  ['\t=1', 'text', "'\t=1"],
  ['a=1', 'text', 'a=1'],
  [-2.5, 'number', '-2.5'],
  [1e-7, 'number', '1e-7'],
  [null, 'text', ''],
  [0, 'instant', '1970-01-01T00:00:00.000Z'],
])('%j as %s is written %j', (cell, kind, written) => {
  const text = [...csvText({ name: 't', columns: [{ name: 'c', kind }], blocks: () => [[[cell]]] })].join('')
  expect(text).toBe(`c\r\n${written}\r\n`)
})

test('every bucket of every series is a row', () => {
  const results = sampleResults({ buckets: 5, bucketSeconds: 60, start: '2026-11-10T12:00:00+08:00' })
  const rows = parsed(seriesTable(results))
  const expected = results.variants.flatMap(({ name, series }) =>
    series.flatMap((each) =>
      each.values.map((value, bucket) => ({
        variant: name,
        seed: '1',
        series: each.name,
        of: each.of ?? '',
        statistic: each.statistic,
        unit: each.unit,
        atSeconds: String(bucket * 60),
        // 12:00 at +08:00 is 04:00 in UTC.
        instant: `2026-11-10T04:0${bucket}:00.000Z`,
        value: value === null ? '' : String(value),
      })),
    ),
  )
  expect(rows).toEqual(expected)
})

test('without a start there are no instants', () => {
  const rows = parsed(seriesTable(sampleResults({ buckets: 3, start: null })))
  expect(new Set(rows.map(({ instant }) => instant))).toEqual(new Set(['']))
})

test('every number under every seed is a row, money in its currency', () => {
  const results = withTwoSeeds(sampleResults({ variants: ['a'] }))
  const [variant] = results.variants
  const rows = parsed(summaryTable(results)).filter(({ scope }) => scope === 'cluster')
  expect(rows).toHaveLength(2 * Object.keys(variant.summary).length)
  const cost = rows.filter(({ metric }) => metric === 'cost.total')
  const total = Number(variant.summary['cost.total'])
  expect(cost.map(({ seed, unit, better, value }) => [seed, unit, better, Number(value)])).toEqual([
    ['1', 'USD', 'lower', total],
    ['2', 'USD', 'lower', total + 1],
  ])
})

test('no cell of a hostile name begins as a formula does, and the rest of the name is kept', () => {
  const rows = parsed(summaryTable(hostileResults()))
  const names = [...new Set(rows.map(({ variant }) => variant))]
  expect(names).toEqual(HOSTILE.map((name) => (/^[=+\-@\t]/.test(name) ? `'${name}` : name)))
  expect(rows.filter((row) => Object.values(row).some((cell) => /^[=+@\t]/.test(cell)))).toEqual([])
})
