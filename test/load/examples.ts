import { US_PER_DAY, US_PER_HOUR } from '../../src/base/time.ts'
import type { Around } from './curve-of.ts'

const SERIES = 'timestamp,value\n0,10\n60,20\n120,0\n300,40\n360,5\n'

export const RANGE = JSON.stringify({
  status: 'success',
  data: {
    resultType: 'matrix',
    result: [
      {
        metric: { mode: 'user', node: 'a' },
        values: [
          [60, '10'],
          [120, '20'],
          [240, '40'],
          [300, '40'],
          [360, '40'],
          [420, '40'],
        ],
      },
      {
        metric: { mode: 'system', node: 'a' },
        values: [
          [60, '1'],
          [180, 'NaN'],
          [120, '2'],
          [240, '3'],
          [300, '3'],
          [360, '3'],
          [420, '3'],
        ],
      },
    ],
  },
})

export const FUNCTIONS = `HashOwner,HashApp,HashFunction,Trigger,1,2,3
o1,a1,f1,http,6,0,12
o1,a1,f2,timer,1,1,1
o2,a2,f3,queue,0,60,
`

export const LLM = `TIMESTAMP,ContextTokens,GeneratedTokens
2023-11-16 18:17:03.9799600,4808,10
2023-11-16 18:17:04.0319600,3180,8
2023-11-16 18:17:03.0000000,110,27
yesterday,1,1
2023-11-16 18:18:14.5000000,100,-1
${'2023-11-16 18:17:34.0000000,1,1\n'.repeat(17)}`

export const INVOCATIONS = `app,func,end_timestamp,duration
a,f,0.5,0.25
b,g,57.0,56.9
a,h,61.0,0.5
a,f,62.0,0.5
`

/** At least one example per curve, as a scenario writes it. */
export const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  constant: ['100/s', { constant: '90/min' }],
  steps: [
    {
      steps: [
        { at: '0s', rate: '10/s' },
        { at: '1h', rate: '40/s' },
        { at: '1h30m', rate: '5/s' },
      ],
    },
  ],
  daily: [{ daily: { mean: '1200/s', amplitude: '40%', peakAt: '21:00' } }],
  spike: [
    { spike: { at: '1h', height: '6000/s' } },
    { spike: { at: '1h', height: '6000/s', plateau: '30m' } },
    { spike: { at: '0s', height: '6000/s', ramp: '5m', plateau: '30m', decay: '2h' } },
    { spike: { at: '10m', height: '6000/s', ramp: '5m', halfLife: '20m' } },
    { spike: { at: '2026-11-10T19:00:00+08:00', height: '1/s', plateau: '1m' } },
    { spike: { at: '21:30', height: '1/s', plateau: '1m' } },
  ],
  ramp: [
    { ramp: { from: '10/s', to: '30/s', end: '4h' } },
    { ramp: { from: '10/s', to: '30/s', start: '1h', end: '1h' } },
    { ramp: { from: '30/s', to: '0/s', start: '2026-11-10T19:00:00+08:00', end: '3h' } },
  ],
  sum: [
    { sum: ['3/s', { steps: [{ at: '1m', rate: '5/s' }] }, { spike: { at: '90s', height: '7/s', plateau: '1h' } }] },
    { sum: [{ daily: { mean: '10/s', amplitude: '10%', peakAt: '12:00' } }, { csv: { file: 'load.csv' } }] },
  ],
  scale: [{ scale: { curve: { steps: [{ at: '1m', rate: '5/s' }] }, by: 1.5 } }, { scale: { curve: '4/s', by: 0 } }],
  repeat: [
    {
      repeat: {
        every: '1h',
        curve: {
          steps: [
            { at: '10m', rate: '5/s' },
            { at: '20m', rate: '1/s' },
          ],
        },
      },
    },
    {
      repeat: {
        every: '1d',
        align: 'clock',
        curve: {
          steps: [
            { at: '9h', rate: '5/s' },
            { at: '17h', rate: '1/s' },
          ],
        },
      },
    },
    { repeat: { every: '5m', curve: { csv: { file: 'load.csv', gaps: 'zero' } } } },
  ],
  shift: [
    { shift: { curve: { csv: { file: 'load.csv', gaps: 'zero' } }, later: '90s' } },
    { shift: { curve: { daily: { mean: '10/s', amplitude: '10%', peakAt: '12:00' } }, earlier: '8h' } },
    { shift: { curve: { repeat: { every: '1h', curve: { steps: [{ at: '10m', rate: '5/s' }] } } }, later: '25m' } },
    { shift: { curve: { noise: { curve: '10/s', cv: 0.3, every: '7m', stream: 'day' } }, later: '1d' } },
    { shift: { curve: { expression: 'hour' }, later: '20h' } },
  ],
  clip: [
    { clip: { curve: { csv: { file: 'load.csv' } }, min: '6/s', max: '30/s' } },
    { clip: { curve: { expression: 'sin(t)' }, min: '0/s' } },
  ],
  weekly: [
    { weekly: { curve: '10/s', days: { saturday: 0.6, sunday: 0.5 } } },
    { weekly: { curve: { steps: [{ at: '5h', rate: '5/s' }] }, days: { wednesday: 0 } } },
  ],
  event: [
    { event: { curve: '10/s', at: '00:00', factor: 6, ramp: '5m', plateau: '30m', decay: '2h' } },
    { event: { curve: { csv: { file: 'load.csv' } }, at: '2m', factor: 0.2, plateau: '3m' } },
    { event: { curve: '10/s', at: '2026-11-11T00:00:00+08:00', factor: 6, halfLife: '1h' } },
  ],
  growth: [{ growth: { curve: '10/s', perMonth: '5%' } }, { growth: { curve: '10/s', perMonth: '-50%' } }],
  noise: [
    { noise: { curve: '10/s', cv: 0.2, every: '1m', stream: 'day' } },
    { noise: { curve: { steps: [{ at: '10m', rate: '5/s' }] }, cv: 0.5, every: '17m', stream: 'hours' } },
  ],
  expression: [{ expression: '100 + 50 * sin(2 * pi * t / 86400) + hour + 10 * day' }],
  prometheus: [
    { prometheus: { file: 'range.json', labels: { mode: 'user' } } },
    { prometheus: { file: 'range.json', several: 'sum', gaps: 'interpolate', per: '1m' } },
  ],
  'azure-functions': [
    { 'azure-functions': { file: 'functions.csv' } },
    { 'azure-functions': { file: 'functions.csv', app: 'a1', align: 'clock' } },
  ],
  'request-trace': [
    { 'request-trace': { file: 'llm.csv', every: '10s' } },
    { 'request-trace': { file: 'invocations.csv' } },
  ],
  csv: ['hold', 'zero', 'interpolate'].flatMap((gaps) => [
    { csv: { file: 'load.csv', gaps } },
    { csv: { file: 'load.csv', gaps, per: '1m', repeated: 'sum' } },
  ]),
}

export const AROUND: Around = {
  axis: {
    startEpochMs: Date.UTC(2026, 10, 10, 10),
    startOfDayUs: 18 * US_PER_HOUR,
    startOfWeekUs: US_PER_DAY + 18 * US_PER_HOUR,
  },
  texts: {
    'load.csv': SERIES,
    'range.json': RANGE,
    'functions.csv': FUNCTIONS,
    'llm.csv': LLM,
    'invocations.csv': INVOCATIONS,
  },
}
