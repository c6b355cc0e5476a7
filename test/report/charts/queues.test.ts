import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

interface Given {
  readonly name: string
  readonly used?: readonly number[]
  readonly waiting?: readonly number[]
  readonly wait?: number
  readonly quota?: number | null
  readonly fair?: number
}

function withQueues(...queues: readonly Given[]) {
  const results = sampleResults({ variants: ['a'], buckets: 3 })
  const part = ({ name, wait = 0, quota = 0.8, fair = 0.75 }: Given) => ({
    name,
    summary: { 'queue.waitSecondsMean': wait, 'queue.quotaShare': quota, 'queue.fairShare': fair },
    samples: {},
  })
  const series = ({ name: of, used = [0.5, 1, 0.75], waiting = [0, 2, 1] }: Given) => [
    { name: 'queue.dominantShare', of, unit: 'share', statistic: 'mean' as const, values: used },
    { name: 'queue.waiting', of, unit: 'jobs', statistic: 'mean' as const, values: waiting },
  ]
  const variants = results.variants.map((each) => ({
    ...each,
    queues: queues.map(part),
    series: [...each.series, ...queues.flatMap(series)],
  }))
  return { ...results, variants }
}

const lines = (...queues: readonly Given[]) =>
  onlyDrawing(drawChart('queues', withQueues(...queues))).config.data.datasets.map(({ label, values }) => [
    label,
    values,
  ])

test('what a queue holds against its quota and its fair share, and below it who waits', () => {
  const { config, finding } = onlyDrawing(drawChart('queues', withQueues({ name: 'research', wait: 120 })))
  expect(panelTitles(config)).toEqual(['research, %', 'research waiting, jobs'])
  expect(plainSpaces(finding)).toBe('Mean wait of a job in queue research: 120 s.')
  expect(lines({ name: 'research' })).toEqual([
    ['a', [0, 2, 1]],
    ['a', [0.5, 1, 0.75]],
    ['its quota', [0.8, 0.8, 0.8]],
    ['its fair share', [0.75, 0.75, 0.75]],
  ])
})

test.each([
  ['a quota that is the fair share is one line', { quota: 0.75 }, ['a', 'a', 'its quota']],
  ['without a quota the fair share is left', { quota: null }, ['a', 'a', 'its fair share']],
  ['where nobody waits, there is no panel of who does', { waiting: [0, 0, 0] }, ['a', 'its quota', 'its fair share']],
])('%s', (_, given, labels) => {
  expect(lines({ name: 'research', ...given }).map(([label]) => label)).toEqual(labels)
})

test('of many queues the slowest; one that is never used has no panel', () => {
  const queues = ['a', 'b', 'c', 'd'].map((name, at) => ({ name, wait: at, waiting: [0, 0, 0] }))
  const { config, caption } = onlyDrawing(
    drawChart('queues', withQueues(...queues, { name: 'idle', used: [0, 0, 0], waiting: [0, 0, 0] })),
  )
  expect(panelTitles(config)).toEqual(['d, %', 'c, %', 'b, %'])
  expect(caption).toContain('the 3 slowest of 4 queues')
})

test("where variants differ in what is a queue's own, whose is drawn", () => {
  const results = withQueues({ name: 'research' })
  const [{ queues }] = withQueues({ name: 'research', quota: 0.1 }).variants
  const [a] = results.variants
  const caption = (...variants: (typeof a)[]) => onlyDrawing(drawChart('queues', { ...results, variants })).caption
  expect(caption(a, { ...a, name: 'b' })).not.toContain('its own as under')
  expect(caption(a, { ...a, name: 'b', queues })).toContain('its own as under')
})

test('no queues, no chart', () => {
  expect(drawSample('queues')).toEqual([])
})
