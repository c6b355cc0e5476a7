import fc from 'fast-check'

/** Durations as text; constants and draws. */
const duration = fc.oneof(
  fc.integer({ min: 0, max: 90 }).map((s) => `${s}s`),
  fc.integer({ min: 1, max: 60 }).map((s) => ({ exponential: `${s}s` })),
  fc
    .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 11, max: 60 }))
    .map(([a, b]) => ({ uniform: [`${a}s`, `${b}s`] })),
)

const curve = fc.oneof(
  fc.integer({ min: 0, max: 400 }).map((rate) => ({ constant: `${rate}/s` })),
  fc.integer({ min: 1, max: 300 }).map((mean) => ({ daily: { mean: `${mean}/s`, amplitude: '80%', peakAt: '00:20' } })),
  fc.tuple(fc.nat(200), fc.nat(400)).map(([before, after]) => ({
    steps: [
      { at: '0s', rate: `${before}/s` },
      { at: '10m', rate: `${after}/s` },
      { at: '30m', rate: '3/s' },
    ],
  })),
)

const pool = fc.record({
  count: fc.integer({ min: 0, max: 4 }),
  more: fc.integer({ min: 0, max: 5 }),
  cpu: fc.integer({ min: 1, max: 8 }),
  pods: fc.integer({ min: 1, max: 6 }),
  pricePerHour: fc.constantFrom(0, 0.25, 1.5),
  bootTime: duration,
  taints: fc.constantFrom([], [{ key: 'spot', effect: 'PreferNoSchedule' }], [{ key: 'gpu', effect: 'NoSchedule' }]),
})

const requests = fc.record({
  cpu: fc.integer({ min: 0, max: 30 }).map((c) => `${c * 100}m`),
  memory: fc.constantFrom('0', '512Mi', '3Gi'),
})

const startup = fc.record({ container: duration, ready: duration })
const image = fc.record({ size: fc.constantFrom('0', '100Mi', '4Gi'), name: fc.constantFrom('one', 'other') })

const service = fc.record({
  replicas: fc.integer({ min: 0, max: 8 }),
  requests,
  startup,
  image,
  service: fc.record({
    load: curve,
    capacityPerReplica: fc.constantFrom('10/s', '75/s'),
    timeout: fc.constantFrom('0s', '2s', '1m'),
    withoutReplicas: fc.constantFrom('refuse', 'hold'),
    slo: fc.constantFrom({}, { latency: '100ms' }, { latency: '5m' }),
  }),
})

const scaledPerRequest = fc.record({
  requests,
  startup,
  image,
  function: fc.record({
    load: fc.oneof(
      fc.integer({ min: 0, max: 20 }).map((rate) => ({ constant: `${rate}/s` })),
      fc.constant({
        steps: [
          { at: '0s', rate: '0/s' },
          { at: '10m', rate: '5/s' },
          { at: '12m', rate: '2/min' },
        ],
      }),
    ),
    serviceTime: fc.constantFrom('100ms', { exponential: '1s' }),
    concurrency: fc.integer({ min: 1, max: 3 }),
    keepAlive: fc.constantFrom('0s', '20s', '10m'),
    provisioned: fc.integer({ min: 0, max: 3 }),
    maxInstances: fc.constantFrom(3, 20),
    timeout: fc.constantFrom('0s', '30s', '10m'),
  }),
})

const job = fc.record({
  requests,
  startup,
  image,
  priority: fc.integer({ min: -1, max: 1 }),
  tolerations: fc.constantFrom([], [{ operator: 'Exists' }]),
  job: fc.record({
    arrivals: fc.oneof(
      fc.constant({ every: '3m' }),
      fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 5 }).map((at) => ({
        at: [...new Set(at)].sort((a, b) => a - b).map((s) => `${s}s`),
      })),
      fc.constant({ constant: '40/h' }),
      fc
        .constantFrom('Allow', 'Forbid', 'Replace')
        .map((concurrencyPolicy) => ({ cron: '*/2 * * * *', concurrencyPolicy })),
    ),
    parallelism: fc.integer({ min: 1, max: 4 }),
    completions: fc.integer({ min: 1, max: 6 }),
    failures: fc.constantFrom('0%', '40%'),
    backoffLimit: fc.constantFrom(0, 1, 6),
    activeDeadline: fc.constantFrom('5m', '30m', '2h'),
    queue: fc.constantFrom(undefined, 'narrow', 'wide'),
    gang: fc.constantFrom(undefined, {}, { minCount: 1 }, { timeout: '4m' }),
    duration,
  }),
})

const placement = fc.constantFrom('least-allocated', 'most-allocated', 'first-fit', 'random', 'weighted-match')
const podAutoscaling = fc.constantFrom(
  'static',
  { 'load-plus-safety': { max: 12, every: '20s' } },
  { 'load-plus-safety': { max: 9, safety: 'multiply' } },
  { 'target-utilisation': { target: '50%', max: 12 } },
  { predictive: { season: '10m', every: '30s', max: 12 } },
  { 'queue-length': { target: 20, max: 12, cooldownPeriod: '1m' } },
  {
    hpa: {
      maxReplicas: 12,
      metrics: [
        {
          type: 'Object',
          object: { metric: { name: 'requests-per-second' }, target: { type: 'AverageValue', averageValue: 20 } },
        },
      ],
    },
  },
  {
    scheduled: {
      schedule: [
        { cron: '*/7 * * * *', replicas: 7 },
        { cron: '*/11 * * * *', replicas: 0 },
      ],
    },
  },
)
const nodeAutoscaling = fc.constantFrom(
  'static',
  'pending-pods',
  { 'pending-pods': { every: '30s', idleAfter: '2m' } },
  'cluster-autoscaler',
  {
    'cluster-autoscaler': {
      scaleDownUnneededTime: '1m',
      scaleDownDelayAfterAdd: '0s',
      expander: ['price', 'most-pods'],
    },
  },
  'karpenter',
)

/** A small random scenario as text: crowded nodes, slow boots, few pods per node, so that pods wait, start and go away. */
export const smallScenario = fc
  .record({
    seed: fc.nat(1000),
    pools: fc.array(pool, { minLength: 1, maxLength: 3 }),
    workloads: fc.array(fc.oneof(service, scaledPerRequest, job), { minLength: 1, maxLength: 3 }),
    placement,
    podAutoscaling,
    nodeAutoscaling,
  })
  .map(({ seed, pools, workloads, ...policies }) => ({
    apiVersion: 'simcap/v1',
    name: 'small',
    seed,
    duration: '45m',
    start: '2026-11-10T18:00:30+08:00',
    resolution: '1m',
    cluster: {
      nodePools: pools.map(({ cpu, pods, more, count, ...rest }, i) => ({
        ...rest,
        name: `pool-${i}`,
        count,
        capacity: { cpu, memory: `${cpu * 2}Gi`, pods },
        zones: i === 0 ? ['a', 'b'] : [],
        limits: { min: Math.min(1, count), max: Math.max(1, count + more) },
      })),
    },
    workloads: workloads.map((workload, i) => ({ ...workload, name: `w${i}` })),
    // Four pods of at most 3 cores: room for each submission, not for many.
    queues: [
      { name: 'narrow', quota: { cpu: 6 }, weight: 2 },
      { name: 'wide', quota: { cpu: 6, memory: '12Gi' }, borrowingLimit: { cpu: 6 } },
    ],
    policies,
  }))
