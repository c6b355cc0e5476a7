import { expect, it } from 'vitest'
import { readRequestTrace } from '../../../src/load/request-trace.ts'
import { serviceTimesUs } from '../../../src/model/token-time.ts'
import { checkRates, complaints, readDocument } from '../curve-of.ts'
import { INVOCATIONS, LLM } from '../examples.ts'

const texts = { 'llm.csv': LLM, 'invocations.csv': INVOCATIONS }
const llm = { 'request-trace': { file: 'llm.csv', every: '1s' } }

it('counts requests per step from the first on', () => {
  checkRates(
    llm,
    [
      ['0s', 2], // 18:17:03.0 and 03.98
      ['1s', 1], // 04.03
      ['2s', 0],
      ['31s', 17],
      ['32s', 0],
    ],
    { texts },
  )
})

it('puts rows in order and leaves out what it cannot read, and says so', () => {
  expect(
    readDocument(llm, { texts, axis: { durationUs: 1 } }).notes.map(({ about, text }) => `${about} ${text}`),
  ).toEqual([
    'llm.csv:5 1 × unreadable time stamp, row left out: line 5 ("yesterday")',
    'llm.csv:6 1 × tokens that are not a whole number, row left out: line 6 ("100,-1")',
    'llm.csv:4 1 × time stamp before the one above it, rows put in order: line 4 (1.03196s back)',
  ])
})

it('gives every request the time that its tokens take', () => {
  const { trace } = readRequestTrace('llm.csv', LLM)
  const times = trace === null ? [] : serviceTimesUs(trace, { baseUs: 1000, contextUs: 10, generatedUs: 100 })
  // in order: 110 and 27, 4808 and 10, 3180 and 8 tokens
  expect([...times].slice(0, 3)).toEqual([1000 + 1100 + 2700, 1000 + 48_080 + 1000, 1000 + 31_800 + 800])
})

it('knows that invocations of functions are logged at their end', () => {
  const { trace, notes } = readRequestTrace('invocations.csv', INVOCATIONS)
  // 57.0 − 56.9, 0.5 − 0.25, 61.0 − 0.5, 62.0 − 0.5
  expect([...(trace?.atUs ?? [])]).toEqual([100_000, 250_000, 60_500_000, 61_500_000])
  expect([...(trace?.durationUs ?? [])]).toEqual([56_900_000, 250_000, 500_000, 500_000])
  expect([...(trace?.functionOf ?? [])].map((i) => trace?.functions[i].function)).toEqual(['g', 'f', 'h', 'f'])
  expect(notes).toEqual([])
})

it.each([
  ['TIMESTAMP,ContextTokens\n1,1\n', 'request-trace: a.csv has no column "GeneratedTokens"'],
  ['TIMESTAMP,ContextTokens,GeneratedTokens\n', 'request-trace: a.csv has a header but no rows'],
  [
    'TIMESTAMP,ContextTokens,GeneratedTokens\nnow,1,1\n',
    'request-trace: 1 of the 1 rows of a.csv cannot be used: 1 × unreadable time stamp, row left out: line 2 ("now")',
  ],
  [
    'app,func,end_timestamp,duration\na,f,1,-1\n',
    'request-trace: 1 of the 1 rows of a.csv cannot be used: 1 × duration that is not a number of seconds, row left out: line 2 ("-1")',
  ],
  [
    'TIMESTAMP,ContextTokens,GeneratedTokens\n0,1,1\n90000000000,1,1\n',
    'request-trace: a.csv has more than 5000000 steps',
  ],
])('%j is refused', (text, says) => {
  expect(complaints({ 'request-trace': { file: 'a.csv' } }, { texts: { 'a.csv': text } })).toEqual([says])
})
