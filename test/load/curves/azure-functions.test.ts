import { expect, it } from 'vitest'
import { US_PER_HOUR } from '../../../src/base/time.ts'
import { checkRates, complaints, readDocument } from '../curve-of.ts'
import { FUNCTIONS } from '../examples.ts'

const texts = { 'functions.csv': FUNCTIONS }
const of = (choice: object) => ({ 'azure-functions': { file: 'functions.csv', ...choice } })

it.each([
  [{}, [7, 61, 13]], // 6 + 1 + 0, 0 + 1 + 60, 12 + 1 + (empty) 0
  [{ app: 'a1' }, [7, 1, 13]],
  [{ function: 'f1' }, [6, 0, 12]],
  [{ owner: 'o2' }, [0, 60, 0]],
])('counts the invocations of %j minute by minute', (choice, [first, second, third]) => {
  checkRates(
    of(choice),
    [
      ['0s', first / 60],
      ['1m59s', second / 60],
      ['2m', third / 60],
      ['3m', 0],
    ],
    { texts },
  )
})

it('tells counts that are missing, and where the file ends', () => {
  expect(readDocument(of({}), { texts }).notes).toEqual([
    { about: 'functions.csv:4', text: '1 × count that is missing or not a number, taken as 0: line 4 (minute 3: "")' },
    { about: 'functions.csv', text: 'it ends 3m after the start, the scenario 2d; the rate is 0 from then on' },
  ])
})

it('may begin at the midnight before the start', () => {
  const short = { axis: { startOfDayUs: US_PER_HOUR / 60 }, texts } // 00:01
  checkRates(
    of({ app: 'a2', align: 'clock' }),
    [
      ['0s', 1],
      ['1m', 0],
    ],
    short,
  )
})

it.each([
  [of({ app: 'zz' }), texts, 'azure-functions: no function of functions.csv has these hashes'],
  [
    of({}),
    { 'functions.csv': 'HashOwner,HashApp\n' },
    'azure-functions: functions.csv has no column "1" for the first minute',
  ],
  [of({}), { 'functions.csv': 'HashOwner,HashApp,1\n' }, 'azure-functions: functions.csv has no column "HashFunction"'],
  [
    of({}),
    { 'functions.csv': 'HashOwner,HashApp,HashFunction,1\n' },
    'azure-functions: functions.csv has a header but no rows',
  ],
  [of({}), {}, 'azure-functions: no file functions.csv'],
])('%j is refused', (document, files, says) => {
  expect(complaints(document, { texts: files })).toEqual([says])
})
