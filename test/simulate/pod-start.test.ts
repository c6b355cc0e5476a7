import { describe, expect, test } from 'vitest'
import { MIB, SECOND } from '../builders/amounts.ts'
import {
  constant,
  image,
  job,
  nodeAutoscaler,
  nodeShape,
  podAutoscaler,
  podTemplate,
  pool,
  service,
  steady,
  stepwise,
} from '../builders/model.ts'
import { simulated, summaryOf } from '../builders/simulated.ts'

const node = (name: string) => pool({ name, shape: nodeShape({ cpu: 8, memory: 16 }, { labels: { pool: name } }) })

/** A pod with an image of 850 MiB (8.5 s at 100 MiB/s) whose container takes 2 s to run. */
const pod = (where: string, name = 'app', sizeBytes = 850 * MIB) =>
  podTemplate(
    { cpu: 1, memory: 1 },
    {
      nodeSelector: { pool: where },
      images: [image(name, sizeBytes)],
      startup: { containerUs: constant(2 * SECOND), modelUs: constant(0), readyUs: constant(99 * SECOND) },
    },
  )

const submitted = (name: string, atSecond: number, template: ReturnType<typeof pod>) =>
  job({ name, pod: template, arrivals: { kind: 'at', timesUs: [atSecond * SECOND] } })

describe('from submission to work, on nodes a and b', () => {
  const result = simulated(600, {
    pools: [node('a'), node('b')],
    workloads: [
      submitted('first', 0, pod('a')),
      submitted('beside', 3, pod('a')),
      submitted('other-image', 3, pod('a', 'other')),
      submitted('late', 8.5, pod('a')),
      submitted('later', 20, pod('a')),
      submitted('elsewhere', 20, pod('b')),
      submitted('no-image', 20, pod('a', 'none', 0)),
    ],
  })

  test.each([
    { name: 'first', seconds: 10.5, because: '8.5 s of pull and 2 s of container' },
    { name: 'beside', seconds: 7.5, because: 'the same pull ends at 8.5 s: 5.5 s, and 2 s of container' },
    { name: 'other-image', seconds: 16, because: 'another image waits 5.5 s in line, then 8.5 s and 2 s' },
    { name: 'late', seconds: 2, because: 'the image has just come' },
    { name: 'later', seconds: 2, because: 'the image is on the node' },
    { name: 'elsewhere', seconds: 10.5, because: 'node b pulls anew' },
    { name: 'no-image', seconds: 2, because: 'there is nothing to pull' },
  ])('$name: $seconds s, $because', ({ name, seconds }) => {
    expect(summaryOf(result, name)['jobs.waitSecondsMean']).toBe(seconds)
  })

  test('the mean start is over all of them: (2 × 10.5 + 16 + 7.5 + 3 × 2) / 7', () => {
    expect(result.summary['pods.startSecondsMean']).toBeCloseTo(50.5 / 7, 12)
  })

  test('a job works as long as it works, after its start: 10.5 + 60', () => {
    expect(summaryOf(result, 'first')['jobs.turnaroundSecondsMean']).toBe(70.5)
  })
})

test.each([
  { sizeBytes: 777_777_777, bytesPerSecond: 62_500_000, seconds: 12.444444, because: '12.444444432 s' },
  { sizeBytes: 1, bytesPerSecond: 3, seconds: 0.333333, because: '1/3 s' },
  { sizeBytes: 2, bytesPerSecond: 3, seconds: 0.666667, because: '2/3 s' },
  { sizeBytes: 1, bytesPerSecond: 1e9, seconds: 0, because: 'a nanosecond is no microsecond' },
])('$sizeBytes bytes at $bytesPerSecond bytes/s take $seconds s, to the microsecond: $because', (row) => {
  const template = podTemplate({ cpu: 1 }, { images: [image('app', row.sizeBytes)] })
  const result = simulated(600, { workloads: [job({ pod: template })], perNodeBytesPerSecond: row.bytesPerSecond })
  expect(summaryOf(result, 'batch')['jobs.waitSecondsMean']).toBe(row.seconds)
})

describe('a service that waits for its first node', () => {
  // Looked at every 10 s: ordered at 10 s, booted at 70 s, pulled at 78.5 s, running at 80.5 s, ready at 88.5 s.
  const template = podTemplate(
    { cpu: 1, memory: 1 },
    {
      images: [image('app', 850 * MIB)],
      startup: { containerUs: constant(2 * SECOND), modelUs: constant(0), readyUs: constant(8 * SECOND) },
    },
  )
  const result = simulated(3600, {
    pools: [pool({ count: 0, pricePerHour: 2 })],
    workloads: [service({ pod: template, load: steady(10) })],
    policies: { nodeAutoscaling: nodeAutoscaler('pending-pods') },
  })

  test.each([
    { name: 'pods.pending.secondsTotal', value: 70, because: 'until the node is ready' },
    { name: 'pods.pending.waitSecondsMean', value: 70, because: 'the only pod' },
    { name: 'pods.startSecondsMean', value: 18.5, because: '8.5 + 2 + 8' },
    { name: 'requests.lost', value: 885, because: '10/s until 88.5 s' },
    { name: 'requests.served', value: 35_115, because: '10/s after that' },
    { name: 'scaling.nodesAdded', value: 1, because: 'one node is enough' },
    { name: 'nodes.hours', value: 3590 / 3600, because: 'paid for since it was ordered at 10 s' },
    { name: 'cost.total', value: (2 * 3590) / 3600, because: 'at 2 per hour' },
    { name: 'nodes.count.max', value: 1, because: 'booting counts' },
  ])('$name is $value: $because', ({ name, value }) => {
    expect(result.summary[name]).toBeCloseTo(value, 9)
  })

  test('it is ready for 3600 − 88.5 s', () => {
    expect(summaryOf(result, 'web')['replicas.mean']).toBeCloseTo(3511.5 / 3600, 12)
  })
})

test('what runs before time begins is ready and has its image: a second replica starts at once where the first is', () => {
  const template = pod('a')
  const result = simulated(60, {
    pools: [node('a')],
    workloads: [service({ pod: template, load: steady(10) }), submitted('probe', 5, template)],
  })
  expect(result.summary['requests.lost']).toBe(0)
  expect(summaryOf(result, 'probe')['jobs.waitSecondsMean']).toBe(2)
})

describe('every stage of a start is told apart', () => {
  // Two nodes share a registry of 100 MiB/s: 50 each, 850 MiB in 17 s; then 2 s, a model of 6 s, and 8 s until ready.
  const template = (where: string) =>
    podTemplate(
      { cpu: 1, memory: 1 },
      {
        nodeSelector: { pool: where },
        images: [image('app', 850 * MIB)],
        startup: { containerUs: constant(2 * SECOND), modelUs: constant(6 * SECOND), readyUs: constant(8 * SECOND) },
      },
    )
  const result = simulated(600, {
    pools: [node('a'), node('b')],
    workloads: [submitted('one', 0, template('a')), submitted('two', 0, template('b'))],
    bytesPerSecond: 100 * MIB,
  })

  test.each([
    { name: 'pods.start.pullingSecondsMean', value: 17, because: '850 / 50' },
    { name: 'pods.start.startingSecondsMean', value: 2, because: 'as it is' },
    { name: 'pods.start.loadingSecondsMean', value: 6, because: 'as it is' },
    { name: 'pods.start.warmingSecondsMean', value: null, because: "a job's pod has nobody to be ready for" },
    { name: 'pods.startSecondsMean', value: 25, because: '17 + 2 + 6' },
    { name: 'images.pulledBytes', value: 1700 * MIB, because: 'once for each node' },
  ])('$name is $value: $because', ({ name, value }) => {
    expect(result.summary[name]).toBe(value)
  })

  test('and each stage is a series: two pods pull in the first 15 s', () => {
    const pulling = result.series.find(({ name, of }) => name === 'pods.starting' && of === 'pulling')
    expect(pulling?.values[0]).toBe(2)
  })
})

test('a disk that is too full drops what nobody needs, and pulls it again when it is needed again', () => {
  // A disk of 2 GiB holds two images of 800 MiB (78 %), not three: when the third has come, the first has long been unused.
  const disk = pool({ name: 'a', shape: nodeShape({ cpu: 8, memory: 16, disk: 2 }, { labels: { pool: 'a' } }) })
  const short = (name: string, atSecond: number) => ({
    ...submitted(`${name}${atSecond}`, atSecond, pod('a', name, 800 * MIB)),
    durationUs: constant(SECOND),
  })
  const result = simulated(600, {
    pools: [disk],
    workloads: [short('x', 0), short('y', 100), short('z', 200), short('y', 300), short('x', 400)],
  })
  expect(result.summary['images.dropped']).toBe(2)
  expect(result.summary['images.pulledBytes']).toBe(4 * 800 * MIB)
  expect(summaryOf(result, 'y300')['jobs.waitSecondsMean']).toBe(2)
  expect(summaryOf(result, 'x400')['jobs.waitSecondsMean']).toBe(10)
})

test('a pull goes on when its pod goes: the next one waits for the rest of it', () => {
  // 150/s ask for a second replica at 5 s; it pulls on node b until 13.5 s, and at 10 s, for 50/s, it is taken away again.
  const template = podTemplate({ cpu: 6 }, { images: [image('app', 850 * MIB)], terminationUs: 0 })
  const at = (name: string, second: number) =>
    job({
      name,
      pod: { ...template, nodeSelector: { pool: 'b' } },
      arrivals: { kind: 'at', timesUs: [second * SECOND] },
      durationUs: constant(1),
    })
  const result = simulated(60, {
    pools: [node('a'), node('b')],
    workloads: [
      service({
        pod: template,
        load: stepwise([
          [0, 150],
          [8, 50],
        ]),
        autoscaler: podAutoscaler('load-plus-safety', { safetyFactor: 0, every: '5s' }),
      }),
      at('during', 11),
      at('after', 30),
    ],
  })
  expect(summaryOf(result, 'web')['replicas.max']).toBe(1)
  expect(summaryOf(result, 'during')['jobs.waitSecondsMean']).toBe(2.5)
  expect(summaryOf(result, 'after')['jobs.waitSecondsMean']).toBe(0)
})
