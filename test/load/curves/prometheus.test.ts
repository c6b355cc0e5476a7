import { expect, it } from 'vitest'
import { checkRates, complaints, readDocument } from '../curve-of.ts'
import { RANGE } from '../examples.ts'

const texts = { 'range.json': RANGE }
const user = { prometheus: { file: 'range.json', labels: { mode: 'user' } } }

it('reads the series that has the labels, from its first value on', () => {
  checkRates(
    user,
    [
      ['0s', 10],
      ['1m', 20],
      ['2m', 20], // missing, held
      ['3m', 40],
    ],
    { texts },
  )
})

it('adds several series up, and tells what is odd by the number of the value', () => {
  const sum = { prometheus: { file: 'range.json', several: 'sum' } }
  checkRates(
    sum,
    [
      ['0s', 11],
      ['1m', 22],
      ['3m', 43],
    ],
    { texts },
  )
  expect(readDocument(sum, { texts, axis: { durationUs: 1 } }).notes).toEqual([
    { about: 'range.json:8', text: '1 × value that is not a number, left out: value 8 ("NaN")' },
    { about: 'range.json:3', text: '2 × gap longer than the usual step of 1m: value 3 (2m), value 10 (2m)' },
  ])
})

const [one, two] = [
  {
    metric: { node: 'a' },
    values: [
      [0, '1'],
      [60, '1'],
    ],
  },
  { metric: { node: 'b' }, values: [[0, '1']] },
]
const of = (...result: unknown[]) => ({ 'range.json': JSON.stringify({ resultType: 'matrix', result }) })

it('tells stamps that not every series has', () => {
  const { notes } = readDocument({ prometheus: { file: 'range.json', several: 'sum' } }, { texts: of(one, two) })
  expect(notes[0]).toEqual({
    about: 'range.json:2',
    text: '1 × stamp that not every series has, the others added up: value 2 (1 of 2)',
  })
})

const bare = { prometheus: { file: 'range.json' } }

it.each([
  [
    bare,
    texts,
    '2 series of range.json fit → choose one by `labels`, or write several: sum; there are {mode="user", node="a"}, {mode="system", node="a"}',
  ],
  [
    { prometheus: { file: 'range.json', labels: { mode: 'idle' } } },
    texts,
    'no series of range.json has these labels → it has {mode="user", node="a"}, {mode="system", node="a"}',
  ],
  [
    bare,
    { 'range.json': '{"toolset": 1}\n{}' },
    'range.json is not a JSON document → save the answer of /api/v1/query_range: { "data": { "resultType": "matrix", "result": [ … ] } }',
  ],
  [
    bare,
    { 'range.json': '{"status":"success"}' },
    'range.json is not the answer of a Prometheus range query → save the answer of /api/v1/query_range: { "data": { "resultType": "matrix", "result": [ … ] } }',
  ],
  [bare, of(), 'range.json has no values → the query found nothing in that time'],
  [
    bare,
    of({ metric: {}, values: [[0, 'NaN']] }),
    '1 of the 1 rows of range.json cannot be used: 1 × value that is not a number, left out: value 1 ("NaN") → stamps are written "2014-04-10 00:04:00" (UTC), in ISO 8601 with a zone, or as seconds; values as plain numbers',
  ],
])('%j is refused', (document, files, says) => {
  const { problems } = readDocument(document, { texts: files })
  expect(problems.map(({ message, hint }) => `${message} → ${hint}`)).toEqual([says])
})

it('needs a start for the clock', () => {
  expect(complaints({ prometheus: { ...user.prometheus, align: 'clock' } }, { texts })[0]).toContain('names no start')
})
