import { describe, expect, it } from 'vitest'
import { US_PER_MINUTE } from '../../../src/base/time.ts'
import { checkRates, complaints, curveOf, jumpsOf, readDocument } from '../curve-of.ts'

const minutes = (...list: number[]) => list.map((m) => m * US_PER_MINUTE)
const notesOf = (text: string, options: object = {}) =>
  readDocument({ csv: { file: 'load.csv', ...options } }, { texts: { 'load.csv': text }, axis: { durationUs: 1 } })
    .notes

/** One row a minute, two rows missing between 00:02 and 00:05. */
const HOLE = `timestamp,value
2014-04-10 00:00:00,60
2014-04-10 00:01:00,120
2014-04-10 00:02:00,30
2014-04-10 00:05:00,90
2014-04-10 00:06:00,0
`

describe('a gap', () => {
  // at:      0m   1m   2m  3m  4m  5m  6m 7m
  const cases: [string, number[], number[]][] = [
    ['hold', [60, 120, 30, 30, 30, 90, 0, 0], [1, 2, 5, 6]],
    ['zero', [60, 120, 30, 0, 0, 90, 0, 0], [1, 2, 3, 5, 6, 7]],
    // 30 + (90 − 30) × 1/3, × 2/3
    ['interpolate', [60, 120, 30, 50, 70, 90, 0, 0], [1, 2, 3, 4, 5, 6]],
  ]
  it.each(cases)('%s', (gaps, values, jumps) => {
    const around = { texts: { 'load.csv': HOLE } }
    const document = { csv: { file: 'load.csv', gaps, per: '1m' } }
    checkRates(
      document,
      values.map((value, i) => [`${i}m`, value / 60] as const),
      around,
    )
    expect(jumpsOf(curveOf(document, around), 0, 20)).toEqual([...minutes(...jumps), Infinity])
  })

  it('is not filled in steps finer than a second', () => {
    const burst = 'timestamp,value\n0,1\n0.000001,2\n0.000002,3\n0.000003,4\n4.000003,8\n'
    const around = { texts: { 'load.csv': burst } }
    const document = { csv: { file: 'load.csv', gaps: 'interpolate' } }
    checkRates(
      document,
      [
        ['2us', 3],
        ['3us', 4],
        ['1s', 4],
        ['1001ms', 5],
        ['3001ms', 7],
        ['5s', 8],
      ],
      around,
    )
    expect(jumpsOf(curveOf(document, around), 0, 20)).toHaveLength(8)
  })

  it('is reported with its line', () => {
    expect(notesOf(HOLE)).toEqual([
      { about: 'load.csv:5', text: '1 × gap longer than the usual step of 1m: line 5 (3m)' },
    ])
  })
})

describe('odd rows', () => {
  const odd = [
    'timestamp,value',
    ...Array.from({ length: 60 }, (_, i) => `${i * 60},1`),
    '3600,5', // line 62
    '3600,7',
    '3600,9',
    '3540,4', // line 65: backward, and repeats line 61
    'yesterday,1',
    '3660,',
    '3720,many',
    '3780,-4',
    '3840,2',
  ].join('\r\n')

  it('are mended and reported, each kind with its lines', () => {
    expect(notesOf(odd).map(({ about, text }) => `${about}: ${text}`)).toEqual([
      'load.csv:66: 1 × unreadable time stamp, row left out: line 66 ("yesterday")',
      'load.csv:67: 1 × empty value, row left out: line 67',
      'load.csv:68: 1 × value that is not a number, row left out: line 68 ("many")',
      'load.csv:69: 1 × negative value, row left out: line 69 (-4)',
      'load.csv:65: 1 × time stamp before the one above it, rows put in order: line 65 (1m back)',
      'load.csv:65: 3 × repeated time stamp, mean of the values taken: line 65, line 63, line 64',
      'load.csv:70: 1 × gap longer than the usual step of 1m: line 70 (4m)',
    ])
  })

  it.each([
    ['sum', 5, 21], // 1 + 4; 5 + 7 + 9
    ['mean', 2.5, 7],
    ['last', 4, 9],
  ])('with the same stamp: %s', (repeated, first, second) => {
    const document = { csv: { file: 'load.csv', repeated } }
    checkRates(
      document,
      [
        ['59m', first],
        ['1h', second],
      ],
      { texts: { 'load.csv': odd } },
    )
  })

  it('are listed up to the fifth', () => {
    const text = `timestamp,value\n${Array.from({ length: 100 }, (_, i) => `${i},${i % 12 === 5 ? -1 : 1}`).join('\n')}`
    const lines = [7, 19, 31, 43, 55].map((line) => `line ${line} (-1)`).join(', ')
    expect(notesOf(text)[0]?.text).toBe(`8 × negative value, row left out: ${lines} and 3 more`)
  })
})

describe('alignment', () => {
  const around = (startEpochMs: number | null) => ({ texts: { 'load.csv': HOLE }, axis: { startEpochMs } })
  const onClock = { csv: { file: 'load.csv', align: 'clock' } }

  it('starts with the first row, or follows the clock', () => {
    checkRates({ csv: { file: 'load.csv' } }, [['1m', 120]], around(null))
    checkRates(onClock, [['0s', 120]], around(Date.UTC(2014, 3, 10, 0, 1, 30)))
    checkRates(
      onClock,
      [
        ['59s', 0],
        ['1m', 60],
      ],
      around(Date.UTC(2014, 3, 9, 23, 59)),
    )
  })

  it('needs a start of the scenario for the clock, and rows in its time', () => {
    expect(complaints(onClock, around(null))).toEqual([
      'csv: the scenario names no start, so the rows of load.csv have no place on its time axis',
    ])
    expect(complaints(onClock, around(Date.UTC(2026, 0, 1)))).toEqual([
      'csv: load.csv has no row in the time that the scenario covers',
    ])
  })

  it('says when the rows cover only a part of the scenario', () => {
    const document = { csv: { file: 'load.csv', align: 'clock' } }
    const { notes } = readDocument(document, around(Date.UTC(2014, 3, 9, 23, 0)))
    expect(notes.slice(1).map(({ text }) => text)).toEqual([
      'its first row is 1h after the start; the rate is 0 until then',
      'it ends 1h7m after the start, the scenario 2d; its last value is kept from then on',
    ])
  })
})

it.each([
  ['', 'load.csv is empty'],
  ['timestamp,value\n', 'load.csv has a header but no rows'],
  ['timestamp,valeu\n1,2\n', 'load.csv has no column "value"'],
  ['timestamp,value,value\n1,2,3\n', 'load.csv has 2 columns "value"'],
  ['timestamp,value\n1,2\n"2,3\n3,4', 'load.csv:4: the quotes do not match'],
  [
    'timestamp,value\na,1\n',
    '1 of the 1 rows of load.csv cannot be used: 1 × unreadable time stamp, row left out: line 2 ("a")',
  ],
  ['timestamp,value\n1,1\n2,1\n3,x\n', '1 of the 3 rows of load.csv cannot be used'],
])('%j is refused', (text, complaint) => {
  expect(complaints({ csv: { file: 'load.csv' } }, { texts: { 'load.csv': text } })[0]).toContain(complaint)
})

it('points to the nearest column', () => {
  const { problems } = readDocument({ csv: { file: 'a.csv' } }, { texts: { 'a.csv': 'timestamp,valeu\n1,2\n' } })
  expect(problems).toEqual([
    { path: ['csv'], message: 'a.csv has no column "value"', hint: 'did you mean "valeu"? all: timestamp, valeu' },
  ])
})

it('holds a single row for ever', () => {
  checkRates(
    { csv: { file: 'a.csv', gaps: 'zero' } },
    [
      ['0s', 3],
      ['9d', 3],
    ],
    { texts: { 'a.csv': 'timestamp,value\n7,3' } },
  )
})
