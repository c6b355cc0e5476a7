import { expect, it } from 'vitest'
import { CSV_ROWS_MAX, readCsv } from '../../src/base/csv.ts'

function rowsOf(text: string, columns: readonly string[]) {
  const rows: [readonly string[], number][] = []
  const problems = readCsv('a.csv', text, columns, (cells, line) => rows.push([cells, line]))
  return { rows, problems: problems.map(({ message }) => message) }
}

it.each([
  [
    'plain',
    'a,b\n1,2\n3,4\n',
    [
      [['2', '1'], 2],
      [['4', '3'], 3],
    ],
  ],
  [
    'no newline at the end, spaces, empty lines',
    'a, b\n\n 1 ,2\n\n3,4',
    [
      [['2', '1'], 3],
      [['4', '3'], 5],
    ],
  ],
  ['byte order mark and \\r\\n', '\ufeffa,b\r\n1,2\r\n', [[['2', '1'], 2]]],
  [
    'too short and too long rows',
    'a,b\n1\n1,2,3\n',
    [
      [['', '1'], 2],
      [['2', '1'], 3],
    ],
  ],
  [
    'quotes, a row that ends two lines down',
    'a,b\r\n"1,5","x\r\n""y"""\r\n3,4\r\n',
    [
      [['x\n"y"', '1,5'], 3],
      [['4', '3'], 4],
    ],
  ],
])('reads %s', (_, text, rows) => {
  expect(rowsOf(text, ['b', 'a'])).toEqual({ rows, problems: [] })
})

it.each([
  ['', ['a.csv is empty']],
  ['x,y\n', ['a.csv has no column "a"', 'a.csv has no column "b"']],
  ['a,b,b\n', ['a.csv has 2 columns "b"']],
  ['a,b\n1,"2"3\n', ['a.csv:2: the quotes do not match']],
  [`a,b\n1,"${'x'.repeat(200_000)}\n`, ['a.csv:2: a row is longer than 100000 bytes']],
])('refuses %.20j', (text, problems) => {
  expect(rowsOf(text, ['a', 'b']).problems).toEqual(problems)
})

it('stops at a bound', () => {
  let count = 0
  const text = `a\n${'1\n'.repeat(CSV_ROWS_MAX + 5)}`
  const problems = readCsv('a.csv', text, ['a'], () => (count += 1))
  expect(problems.map(({ message }) => message)).toEqual([`a.csv has more than ${CSV_ROWS_MAX} rows`])
  expect(count).toBe(CSV_ROWS_MAX)
})
