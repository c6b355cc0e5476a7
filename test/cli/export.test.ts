import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvText } from '../../src/exports/csv.ts'
import { seriesTable } from '../../src/exports/series-table.ts'
import { readOpenMetrics } from '../exports/openmetrics-grammar.ts'
import { sampleResults } from '../report/sample-results.ts'
import { runCli } from './recording-terminal.ts'

const results = sampleResults({ buckets: 30, variants: ['a', 'b'] })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simcap-export-command-'))
  writeFileSync(join(folder, 'results.json'), JSON.stringify(results))
  writeFileSync(join(folder, 'timeless.json'), JSON.stringify(sampleResults({ buckets: 3, start: null })))
  writeFileSync(join(folder, 'broken.json'), '{')
  mkdirSync(join(folder, 'taken'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('everything at once, and nothing beside it', async () => {
  const where = ['--csv', 'out', '--parquet', 'out', '--openmetrics', 'out/metrics.txt', '--grafana', 'out/board.json']
  const { code, stdout, stderr } = await runCli(['export', 'results.json', ...where], folder)
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr.split('\n')).toEqual([
    'wrote out: series.csv, summaries.csv',
    'wrote out: series.parquet, summaries.parquet',
    'wrote out/metrics.txt',
    'wrote out/board.json',
    '',
  ])
  const files = ['board.json', 'metrics.txt', 'series.csv', 'series.parquet', 'summaries.csv', 'summaries.parquet']
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(files)
  const text = (name: string) => readFileSync(join(folder, 'out', name), 'utf8')
  expect(text('series.csv')).toBe([...csvText(seriesTable(results))].join(''))
  expect(readOpenMetrics(text('metrics.txt')).length).toBeGreaterThan(10)
  expect(JSON.parse(text('board.json'))).toMatchObject({ uid: 'simcap' })
  expect(
    readFileSync(join(folder, 'out', 'series.parquet'))
      .subarray(0, 4)
      .toString(),
  ).toBe('PAR1')
})

test('says that a run without a start has no times', async () => {
  const { code, stderr } = await runCli(['export', 'timeless.json', '--openmetrics', 'timeless.txt'], folder)
  expect({ code, noted: stderr.includes('note: the scenario has no start') }).toEqual({ code: 0, noted: true })
})

test('when one target cannot be written, none is', async () => {
  const args = ['export', 'results.json', '--csv', 'first', '--openmetrics', 'results.json/metrics.txt']
  const { code, stderr } = await runCli(args, folder)
  expect({ code, files: readdirSync(folder).includes('first') }).toEqual({ code: 2, files: false })
  expect(stderr).toContain('cannot write to results.json/metrics.txt: results.json is a file')
})

test.each([
  [['export', 'results.json'], 'nothing to write'],
  [['export'], '"simcap export" needs results'],
  [['export', 'broken.json', '--csv', 'x'], 'broken.json holds no results'],
  [['export', 'nothing.json', '--csv', 'x'], 'there is no file nothing.json'],
  [['export', 'results.json', '--grafana', 'taken'], 'cannot write taken: a folder of that name stands in the way'],
  [['export', 'results.json', '--cvs', 'x'], 'did you mean --csv?'],
])('%j: %s', async (args, why) => {
  const { code, stderr } = await runCli(args, folder)
  expect({ code, said: stderr.includes(why), stderr }).toMatchObject({ code: 2, said: true })
  expect(readdirSync(folder).filter((file) => file.startsWith('.'))).toEqual([])
})
