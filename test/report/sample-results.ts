import { canonicalJson, sha256Hex } from '../../src/base/digest.ts'
import type { MetricDefinition, Results, Series, Summary, VariantResult } from '../../src/results/types.ts'

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
        text: 'lost share of predictive at most 0.1 %',
        metric: 'requests.lostShare',
        variant: 'predictive',
        workload: null,
        actual: 0.0003,
        passed: true,
      },
      {
        text: 'cost of predictive at most 90 USD',
        metric: 'cost.total',
        variant: 'predictive',
        workload: null,
        actual: 101.2,
        passed: false,
      },
    ],
    digest: '',
  } as Omit<Results, 'digest'>
  return { ...body, digest: sha256Hex(canonicalJson(body)) }
}

/** Load of one service in bucket `i`: a day's hump with a spike in the middle. */
function loadAt(chosen: Required<SampleOptions>, service: number, i: number): number {
  const day = i / chosen.buckets
  const hump = 1 - Math.abs(day - 0.5) * 1.6
  const spike = day > 0.5 && day < 0.56 ? 4 : 1
  return (4000 + 9000 * hump) * spike * (service === 0 ? 1 : 0.4)
}

/** What a variant makes ready: baseline fixed, the rest follow with their own lag and margin. */
function capacityAt(chosen: Required<SampleOptions>, variantIndex: number, service: number, i: number): number {
  const peak = 52_000 * (service === 0 ? 1 : 0.4)
  if (variantIndex === 0) return peak * chosen.headroom
  const lag = [0, 4, 9, -3, 6, 2, 12][variantIndex % 7] as number
  const at = Math.min(chosen.buckets - 1, Math.max(0, i - lag))
  return loadAt(chosen, service, at) * (1.15 + 0.05 * variantIndex) * Math.max(1, chosen.headroom)
}

function variant(chosen: Required<SampleOptions>, name: string, index: number): VariantResult {
  const series: Series[] = []
  const times = Array.from({ length: chosen.buckets }, (_, i) => i)
  const add = (
    series_: string,
    of: string | null,
    unit: string,
    at: (i: number) => number,
    statistic: 'mean' | 'max' = 'mean',
  ): number[] => {
    const values = times.map((i) => round(at(i)))
    series.push({ name: series_, of, unit, statistic, values })
    return values
  }
  const services = chosen.services.map((_, s) => ({
    load: (i: number) => loadAt(chosen, s, i),
    capacity: (i: number) => capacityAt(chosen, index, s, i),
    lost: (i: number) => Math.max(0, loadAt(chosen, s, i) - capacityAt(chosen, index, s, i)),
    late: (i: number) => Math.max(0, loadAt(chosen, s, i) - capacityAt(chosen, index, s, i) * 0.9) * 0.2,
  }))
  const total = (pick: 'load' | 'capacity' | 'lost' | 'late') => (i: number) =>
    services.reduce((sum, s) => sum + s[pick](i), 0)
  for (const key of services.length > 0 ? (['load', 'capacity', 'lost', 'late'] as const) : []) {
    add(key, null, 'req/s', total(key))
    for (const [s, service] of services.entries()) add(key, chosen.services[s] as string, 'req/s', service[key])
  }
  for (const [s, service] of services.entries()) {
    add('replicas.ready', chosen.services[s] as string, 'replicas', (i) => Math.round(service.capacity(i) / 450))
  }
  const demand =
    services.length > 0
      ? total('capacity')
      : (i: number) => 20_000 + 15_000 * Math.abs(((i * 7) % chosen.buckets) / chosen.buckets - 0.5)
  const nodes = add('nodes.ready', null, 'nodes', (i) =>
    index === 0 ? 42 : Math.max(6, Math.ceil(demand(i - 2) / 1500)),
  )
  add('nodes.booting', null, 'nodes', (i) =>
    index === 0 ? 0 : Math.max(0, Math.ceil(demand(i) / 1500) - (nodes[i] as number)),
  )
  const requested = add('utilisation.requested', 'cpu', 'share', (i) =>
    Math.min(1, demand(i) / 1650 / (nodes[i] as number)),
  )
  const used = add(
    'utilisation.used',
    'cpu',
    'share',
    (i) => (requested[i] as number) * Math.min(0.9, (services.length > 0 ? total('load')(i) : demand(i)) / demand(i)),
  )
  const memory = add('utilisation.requested', 'memory', 'share', (i) => (requested[i] as number) * 0.6)
  add('utilisation.used', 'memory', 'share', (i) => (memory[i] as number) * 0.8)
  const pending = add(
    'pods.pending',
    null,
    'pods',
    (i) => (index === 0 ? 0 : Math.max(0, Math.round((demand(i) - (nodes[i] as number) * 1500) / 40))),
    'max',
  )
  add('pods.pending', null, 'pods', (i) => (pending[i] as number) / 2)
  if (chosen.jobs.length > 0) {
    add('jobs.running', null, 'jobs', (i) => 3 + (i % 11))
    add('jobs.waiting', null, 'jobs', (i) => (pending[i] as number) / 20)
  }
  const rate = chosen.prices
    ? add('cost.rate', null, 'currency/h', (i) => (nodes[i] as number) * 0.192)
    : times.map(() => 0)
  const summary = summaryOf(chosen, {
    index,
    nodes,
    requested,
    used,
    memory,
    pending,
    rate,
    load: times.map(services.length > 0 ? total('load') : () => 0),
    lost: times.map(services.length > 0 ? total('lost') : () => 0),
    late: times.map(services.length > 0 ? total('late') : () => 0),
  })
  return {
    name,
    description: index === 0 ? 'today: 42 nodes, sized for last year' : `follows the load with margin ${5 * index} %`,
    policies: {
      placement: 'least-allocated',
      nodeAutoscaling: index === 0 ? 'static' : 'pending-pods',
      podAutoscaling: Object.fromEntries(chosen.services.map((service) => [service, name])),
    },
    summary,
    services: chosen.services.map((service, s) => ({
      name: service,
      summary: serviceSummary(times, services[s] as { load: (i: number) => number; lost: (i: number) => number }),
    })),
    jobs: chosen.jobs.map((job) => ({
      name: job,
      summary: { 'jobs.finished': 7, 'jobs.waitSecondsMean': 12.5 * index },
    })),
    pools: [{ name: 'general', summary: { 'nodes.count.mean': summary['nodes.count.mean'] ?? null } }],
    bucketSeconds: chosen.bucketSeconds,
    series,
    decisions: Array.from({ length: index === 0 ? 0 : 70 }, (_, i) => ({
      atSeconds: i * 600 + 30,
      actor: i % 3 === 0 ? 'node autoscaler' : 'pod autoscaler checkout',
      decision: i % 3 === 0 ? 'general +2 nodes' : `replicas ${20 + i} to ${24 + i}`,
      reason: `load ${9000 + i} req/s at 450 req/s per replica, safety 30 %`,
    })),
    decisionCount: index === 0 ? 0 : 912,
    eventCount: 100_000,
    notes: [],
  }
}

interface Columns {
  readonly index: number
  readonly nodes: readonly number[]
  readonly requested: readonly number[]
  readonly used: readonly number[]
  readonly memory: readonly number[]
  readonly pending: readonly number[]
  readonly rate: readonly number[]
  readonly load: readonly number[]
  readonly lost: readonly number[]
  readonly late: readonly number[]
}

function summaryOf(chosen: Required<SampleOptions>, columns: Columns): Summary {
  const seconds = chosen.bucketSeconds
  const requests = sum(columns.load) * seconds
  const hasRequests = requests > 0
  return {
    'cost.total': chosen.prices ? (sum(columns.rate) * seconds) / 3600 : 0,
    ...(hasRequests && {
      'requests.total': requests,
      'requests.lost': sum(columns.lost) * seconds,
      'requests.lostShare': (sum(columns.lost) * seconds) / requests,
      'requests.lateShare': (sum(columns.late) * seconds) / requests,
    }),
    ...(chosen.jobs.length > 0 && { 'jobs.waitSecondsMean': 12.5 * columns.index }),
    'pods.pending.secondsTotal': (sum(columns.pending) * seconds) / 2,
    'pods.pending.max': Math.max(...columns.pending),
    'pods.pending.waitSecondsP95': columns.index === 0 ? null : 60 + 21.5 * columns.index,
    'nodes.count.mean': mean(columns.nodes),
    'nodes.count.max': Math.max(...columns.nodes),
    'utilisation.cpu.requested.mean': mean(columns.requested),
    'utilisation.cpu.used.mean': mean(columns.used),
    'utilisation.memory.requested.mean': mean(columns.memory),
    'utilisation.memory.used.mean': mean(columns.memory) * 0.8,
    'made.up': columns.index,
  }
}

function serviceSummary(
  times: readonly number[],
  service: { load: (i: number) => number; lost: (i: number) => number },
): Summary {
  return { 'requests.lostShare': sum(times.map(service.lost)) / sum(times.map(service.load)) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
