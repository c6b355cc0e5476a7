import { canonicalJson, sha256Hex } from '../../src/base/digest.ts'
import { partOf, samplesOf } from '../../src/results/over-seeds.ts'
import type { MetricDefinition, Results, Summary, VariantResult } from '../../src/results/types.ts'
import { type Columns, sampleSeries } from './sample-series.ts'

export interface SampleOptions {
  readonly variants?: readonly string[]
  readonly services?: readonly string[]
  readonly jobs?: readonly string[]
  readonly buckets?: number
  readonly bucketSeconds?: number
  readonly start?: string | null
  readonly prices?: boolean
  readonly name?: string
  /** Capacity against the peak load; 1.3 loses nothing. */
  readonly headroom?: number
}

const METRICS: readonly MetricDefinition[] = [
  { name: 'cost.total', unit: 'currency', better: 'lower', doc: 'Price of all nodes while they existed.' },
  { name: 'nodes.hours', unit: 'h', better: 'lower', doc: 'Node-hours paid for.' },
  { name: 'requests.total', unit: 'req', better: 'neither', doc: 'Requests offered.' },
  { name: 'requests.lost', unit: 'req', better: 'lower', doc: 'Requests without an answer.' },
  { name: 'requests.lostShare', unit: 'share', better: 'lower', doc: 'Share of requests without an answer.' },
  {
    name: 'requests.lateShare',
    unit: 'share',
    better: 'lower',
    doc: 'Share of requests answered after the objective.',
  },
  { name: 'pods.pending.secondsTotal', unit: 's', better: 'lower', doc: 'Pod-seconds without a node.' },
  { name: 'pods.pending.max', unit: 'pods', better: 'lower', doc: 'Most pods without a node at once.' },
  { name: 'pods.pending.waitSecondsP95', unit: 's', better: 'lower', doc: 'Wait for a node, 95th percentile.' },
  { name: 'jobs.waitSecondsMean', unit: 's', better: 'lower', doc: 'Mean wait from submission to start.' },
  { name: 'nodes.count.mean', unit: 'nodes', better: 'neither', doc: 'Nodes, mean over time.' },
  { name: 'nodes.count.max', unit: 'nodes', better: 'neither', doc: 'Most nodes at once.' },
  { name: 'utilisation.cpu.requested.mean', unit: 'share', better: 'higher', doc: 'CPU requested of allocatable.' },
  { name: 'utilisation.cpu.used.mean', unit: 'share', better: 'higher', doc: 'CPU used of allocatable.' },
  {
    name: 'utilisation.memory.requested.mean',
    unit: 'share',
    better: 'higher',
    doc: 'Memory requested of allocatable.',
  },
  { name: 'utilisation.memory.used.mean', unit: 'share', better: 'higher', doc: 'Memory used of allocatable.' },
]

const DEFAULTS: Required<SampleOptions> = {
  variants: ['static', 'load-plus-safety', 'target-utilisation', 'predictive'],
  services: ['checkout', 'search'],
  jobs: ['nightly'],
  buckets: 480,
  bucketSeconds: 180,
  start: '2026-11-10T12:00:00+08:00',
  prices: true,
  name: 'ecommerce-peak',
  headroom: 0.8,
}

/** A small made-up world with the shape of a real run: every number follows from the options. */
export function sampleResults(options: SampleOptions = {}): Results {
  const chosen = { ...DEFAULTS, ...options }
  const variants = chosen.variants.map((name, index) => variant(chosen, name, index))
  const present = METRICS.filter((metric) => variants.some((entry) => metric.name in entry.summary))
  const body: Omit<Results, 'digest'> = {
    schema: 'simcap.results/v1',
    tool: { name: 'simcap', version: '0.1.0' },
    name: chosen.name,
    description: 'One day around the peak; four ways to scale.',
    seed: 1,
    seeds: [1],
    failedRuns: [],
    start: chosen.start,
    durationSeconds: chosen.buckets * chosen.bucketSeconds,
    currency: 'USD',
    scenario: {
      apiVersion: 'simcap/v1',
      name: chosen.name,
      workloads: chosen.services.map((name) => ({ name, slo: {} })),
    },
    inputs: [{ path: 'load.csv', sha256: 'ab'.repeat(32), bytes: 12_345 }],
    notes: [{ about: 'load.csv:17', text: '2 missing stamps were filled from their neighbours' }],
    metrics: present,
    variants,
    expectations: [
      {
        text: 'lost share at most 0.1 %',
        metric: 'requests.lostShare',
        variant: 'predictive',
        workload: null,
        actual: 0.0003,
        interval: null,
        sure: true,
        passed: true,
      },
      {
        text: 'cost at most 90 USD',
        metric: 'cost.total',
        variant: 'predictive',
        workload: null,
        actual: 101.2,
        interval: null,
        sure: true,
        passed: false,
      },
    ],
    digest: '',
  } as Omit<Results, 'digest'>
  return { ...body, digest: sha256Hex(canonicalJson(body)) }
}

function variant(chosen: Required<SampleOptions>, name: string, index: number): VariantResult {
  const { series, columns, services } = sampleSeries(chosen, index)
  const summary = summaryOf(chosen, index, columns)
  const decisions = index === 0 ? [] : Array.from({ length: 70 }, (_, i) => decision(i))
  return {
    name,
    description: index === 0 ? 'today: 42 nodes, sized for last year' : `follows the load with margin ${5 * index} %`,
    policies: {
      placement: 'least-allocated',
      nodeAutoscaling: index === 0 ? 'static' : 'pending-pods',
      podAutoscaling: Object.fromEntries(chosen.services.map((service) => [service, name])),
    },
    seed: 1,
    summary,
    samples: samplesOf(summary),
    services: chosen.services.map((service, s) =>
      partOf(service, { 'requests.lostShare': sum(services[s]?.lost ?? []) / sum(services[s]?.load ?? []) }),
    ),
    jobs: chosen.jobs.map((job) => partOf(job, { 'jobs.finished': 7, 'jobs.waitSecondsMean': 12.5 * index })),
    pools: [partOf('general', { 'nodes.count.mean': summary['nodes.count.mean'] ?? null })],
    bucketSeconds: chosen.bucketSeconds,
    series,
    decisions,
    decisionCount: index === 0 ? 0 : 912,
    eventCount: 100_000,
    notes: [],
  }
}

function decision(i: number): VariantResult['decisions'][number] {
  const nodes = i % 3 === 0
  return {
    atSeconds: i * 600 + 30,
    actor: nodes ? 'node autoscaler' : 'pod autoscaler checkout',
    decision: nodes ? 'general +2 nodes' : `replicas ${20 + i} to ${24 + i}`,
    reason: `load ${9000 + i} req/s at 450 req/s per replica, safety 30 %`,
  }
}

function summaryOf(chosen: Required<SampleOptions>, index: number, columns: Columns): Summary {
  const seconds = chosen.bucketSeconds
  const requests = sum(columns.load) * seconds
  const cost = chosen.prices ? (sum(columns.nodes) * 0.192 * seconds) / 3600 : 0
  return {
    'cost.total': cost,
    'cost.requested': 0.6 * cost,
    'cost.used': 0.4 * cost,
    'nodes.hours': (sum(columns.nodes) * seconds) / 3600,
    ...(requests > 0 && {
      'requests.total': requests,
      'requests.lost': sum(columns.lost) * seconds,
      'requests.lostShare': (sum(columns.lost) * seconds) / requests,
      'requests.lateShare': (sum(columns.late) * seconds) / requests,
    }),
    ...(chosen.jobs.length > 0 && { 'jobs.waitSecondsMean': 12.5 * index }),
    'pods.pending.secondsTotal': (sum(columns.pending) * seconds) / 2,
    'pods.pending.max': Math.max(...columns.pending),
    'pods.pending.waitSecondsP95': index === 0 ? null : 60 + 21.5 * index,
    'nodes.count.mean': mean(columns.nodes),
    'nodes.count.max': Math.max(...columns.nodes),
    'utilisation.cpu.requested.mean': mean(columns.requested),
    'utilisation.cpu.used.mean': mean(columns.used),
    'utilisation.memory.requested.mean': mean(columns.requested) * 0.6,
    'utilisation.memory.used.mean': mean(columns.requested) * 0.6 * 0.8,
    'made.up': index,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
