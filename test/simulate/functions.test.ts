import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/base/digest.ts'
import type { VariantResult } from '../../src/results/types.ts'
import { simulate } from '../../src/simulate.ts'
import { load, problemsOf } from '../scenario/loading.ts'

const START = 'startup: { container: 2s, model: 3s, ready: 1s }, image: { size: 1G }'

function textOf(workloads: readonly string[], { nodes = 1, max = 0 } = {}): string {
  return `apiVersion: simcap/v1
name: functions
duration: 1h
seriesEvery: 1m
cluster:
  registry: { bandwidth: 8Gbit/s, perNode: 8Gbit/s }
  nodePools:
    - { name: gpu, count: ${nodes}, capacity: { cpu: 8, memory: 64Gi, nvidia.com/gpu: 2 }, limits: { min: ${nodes}, max: ${Math.max(nodes, max)} }, bootTime: 30s }
policies: { nodeAutoscaling: { pending-pods: { every: 10s } } }
workloads:
${workloads.join('\n')}
`
}

const fn = (said: string, { name = 'f', more = START } = {}) =>
  `  - { name: ${name}, requests: { cpu: 1, memory: 1Gi, nvidia.com/gpu: 1 }, terminationGracePeriod: 0s, ${more}, function: { ${said} } }`

function run(text: string): VariantResult {
  const scenario = load(text)
  return simulate(scenario, scenario.variants[0])
}

/** One arrival or so: a rate that lasts for a second. */
const ONE = 'load: { steps: [{ at: 0s, rate: 0/s }, { at: 10m, rate: 5/s }, { at: 601s, rate: 0/s }] }'

const figure = ({ services: [{ summary }] }: VariantResult, name: string) => summary[name] ?? Number.NaN

describe('a function on a cluster', () => {
  test('a request waits for the start of its pod: 1 s of image, 2 s of container, 3 s of model, 1 s to ready', () => {
    const result = run(textOf([fn(`${ONE}, serviceTime: 100ms, keepAlive: 1m, concurrency: 10`)]))
    const requests = figure(result, 'requests.total')
    const served = figure(result, 'requests.served')
    expect(requests).toBeGreaterThan(0)
    expect(served).toBeCloseTo(figure(result, 'requests.total'), 6)
    expect(figure(result, 'functions.coldStarts')).toBe(1)
    expect(result.summary['pods.startSecondsMean']).toBeCloseTo(7, 5)
    expect(figure(result, 'latency.p50')).toBeLessThanOrEqual(7.2)
    // The instance: 7 s of start, then work and a minute of nothing; it scales to zero on both sides.
    expect(figure(result, 'functions.instances.mean') * 3600).toBeGreaterThan(67)
    expect(figure(result, 'functions.instances.mean') * 3600).toBeLessThan(69)
    expect(figure(result, 'replicas.mean') * 3600 - 60).toBeLessThan(2)
    const ready = result.series.find(({ name }) => name === 'replicas.ready')?.values ?? []
    expect([ready[5], ready.at(-1)]).toEqual([0, 0])
  })

  test('a cold start that is told stands for all of it', () => {
    const result = run(textOf([fn(`${ONE}, serviceTime: 100ms, coldStart: 20s, concurrency: 10`)]))
    expect(result.summary['pods.startSecondsMean']).toBe(20)
    expect(result.summary['images.pulledBytes']).toBe(0)
  })

  test('provisioned instances are warm from the beginning, and stay', () => {
    const result = run(textOf([fn('load: 0.2/s, serviceTime: 100ms, keepAlive: 5s, provisioned: 2')], { nodes: 2 }))
    expect(figure(result, 'functions.coldStarts')).toBe(0)
    expect(figure(result, 'functions.instances.mean')).toBe(2)
    // 0.2/s × 0.1 s of work over two instances.
    expect(figure(result, 'functions.idleShare')).toBeCloseTo(0.99, 2)
    expect(figure(result, 'latency.p99')).toBeCloseTo(0.1, 2)
  })

  test('warm throughout it is a line of its instances: M/M/2 at 75 %', () => {
    const steady = 'load: 15/s, serviceTime: { exponential: 100ms }, provisioned: 2, maxInstances: 2'
    const result = run(textOf([fn(steady)]))
    // C = 9 / 14, wait 100 ms × C / (2 − 1.5), and 100 ms of work.
    expect(figure(result, 'latency.mean') / (0.1 + (0.1 * (9 / 14)) / 0.5)).toBeCloseTo(1, 1)
    expect(figure(result, 'requests.served')).toBeCloseTo(figure(result, 'requests.total'), -2)
  })

  test('node autoscalers see its pending pods; without a node its requests time out', () => {
    const burst =
      'load: { steps: [{ at: 0s, rate: 0/s }, { at: 10m, rate: 40/s }, { at: 15m, rate: 0/s }] }, serviceTime: 100ms, keepAlive: 1m'
    const grown = run(textOf([fn(burst)], { max: 4 }))
    expect(grown.summary['scaling.nodesAdded']).toBeGreaterThan(0)
    expect(figure(grown, 'requests.lost')).toBe(0)
    const stuck = run(textOf([fn(`${burst}, maxInstances: 50, timeout: 3s`)]))
    const sum = figure(stuck, 'requests.served') + figure(stuck, 'requests.lost')
    expect(figure(stuck, 'requests.lost')).toBeGreaterThan(0)
    expect(sum).toBeCloseTo(figure(stuck, 'requests.total'), 3)
  })

  test('two functions in one run are each what they are alone, and the same run is the same bytes', () => {
    const said = ['load: 3/s, serviceTime: { exponential: 300ms }', 'load: 5/s, serviceTime: { exponential: 200ms }']
    const workloads = said.map((each, i) => fn(`${each}, keepAlive: 2s, coldStart: 1s`, { name: `f${i}` }))
    const both = run(textOf(workloads, { nodes: 20 }))
    workloads.forEach((workload, i) => {
      expect(both.services[i].summary).toEqual(run(textOf([workload], { nodes: 20 })).services[0].summary)
    })
    expect(canonicalJson(run(textOf(workloads, { nodes: 20 })))).toBe(canonicalJson(both))
  })
})

describe('mistakes in a function', () => {
  test.each([
    ['load: 1/s, serviceTime: 1s, provisioned: 5, maxInstances: 4', 'fewer than the 5 that are provisioned'],
    ['load: 1/s, serviceTime: 0s', 'a service time of 0s'],
    ['load: 1/s, serviceTime: { pareto: { min: 1s, alpha: 1.9 } }', 'varies without bound'],
    ['load: 1/s, serviceTime: 1s, coldStart: { pareto: { min: 1s, alpha: 0.9 } }', 'has no mean'],
    ['load: 1/s', 'serviceTime'],
  ])('%s', (said, message) => {
    expect(problemsOf(textOf([fn(said)])).join('\n')).toContain(message)
  })

  test('a function is neither a job nor a service besides, and has no replicas', () => {
    const job = fn('load: 1/s, serviceTime: 1s', {
      more: 'replicas: 2, job: { arrivals: { every: 1m }, duration: 1m }',
    })
    const messages = problemsOf(textOf([job])).join('\n')
    expect(messages).toContain('a workload is a function or a job, not both')
    expect(messages).toContain('a function has no replicas')
  })
})
