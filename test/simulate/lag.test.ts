import { describe, expect, test } from 'vitest'
import { MIB, SECOND } from '../builders/amounts.ts'
import {
  constant,
  image,
  METRICS_SERVER,
  nodeAutoscaler,
  podAutoscaler,
  podTemplate,
  pool,
  service,
  stepwise,
} from '../builders/model.ts'
import { simulated, summaryOf } from '../builders/simulated.ts'

const lasting = (seconds: number) => constant(seconds * SECOND)
const NONE = { metric: 0, decision: 0, pending: 0, boot: 0, pulling: 0, starting: 0, loading: 0, warming: 0 }

const slowPod = podTemplate(
  { cpu: 1, memory: 1 },
  {
    images: [image('app', 850 * MIB)],
    startup: { containerUs: lasting(2), modelUs: lasting(3), readyUs: lasting(4) },
  },
)

describe('a load that goes from 100/s to 500/s at 65 s, on replicas of 100/s and nodes of 4', () => {
  const result = simulated(600, {
    pools: [pool({ bootTimeUs: lasting(60) })],
    workloads: [
      service({
        pod: slowPod,
        replicas: 2,
        load: stepwise([
          [0, 100],
          [65, 500],
        ]),
        autoscaler: podAutoscaler('load-plus-safety', {
          every: '30s',
          safety: 'multiply',
          safetyFactor: 1,
          min: 2,
        }),
      }),
    ],
    policies: {
      nodeAutoscaling: nodeAutoscaler('cluster-autoscaler', { scanInterval: '25s' }),
      metrics: { scrapeUs: 10 * SECOND, windowUs: 20 * SECOND, delayUs: 2 * SECOND },
    },
  })

  test('orders two replicas at 90 s, the last one at 120 s and its node at 125 s', () => {
    // At 90 s the newest reading is of 80 s: 5 of its 20 s at 100/s, 15 at 500/s, 400/s. At 120 s it is of 110 s: 500/s.
    expect(result.decisions.map(({ atSeconds, decision }) => [atSeconds, decision])).toEqual([
      [90, '2 → 4 replicas'],
      [120, '4 → 5 replicas'],
      [125, '+1 general'],
    ])
  })

  test('lacks capacity for 137.5 s, and every second has its cause', () => {
    expect(result.lag).toEqual([
      {
        workload: 'web',
        fromSeconds: 65,
        toSeconds: 202.5,
        recovered: true,
        // 300/s until the pods of 90 s are ready at 99 s (2 + 3 + 4 s, their image is there), then 100/s.
        missingRequests: 300 * 34 + 100 * 103.5,
        parts: {
          // The reading of 70 s is seen at 72 s; the fifth replica is ordered at 120 s.
          metric: 7,
          decision: 48,
          // Its node is ordered at 125 s and there at 185 s; 850 MiB come at 100 MiB/s.
          pending: 5,
          boot: 60,
          pulling: 8.5,
          starting: 2,
          loading: 3,
          warming: 4,
        },
      },
    ])
    expect(summaryOf(result, 'web')).toMatchObject({
      'lag.episodes': 1,
      'lag.seconds.total': 137.5,
      'lag.seconds.mean': 137.5,
      'lag.seconds.max': 137.5,
      'lag.decisionSecondsMean': 48,
      'lag.bootSecondsMean': 60,
      'scaling.podChangesPerHour': 12,
    })
    expect(result.summary['lag.pullingSecondsMean']).toBe(8.5)
  })
})

describe('a horizontal pod autoscaler of one replica per 100/s, when 100/s become 400/s at 100 s', () => {
  // Readings every 15 s over 30 s, seen 1 s later: at 120 s it sees 150/s, at 135 s 300/s, from 150 s on 400/s.
  const rules = (scaleUp: object) => ({ behavior: { scaleUp } })
  const perMinute = { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] }
  test.each([
    { name: 'as it is by default', spec: {}, orderedAt: 150, because: '3 replicas at 135 s, 4 at 150 s' },
    {
      name: 'held for 30 s',
      spec: rules({ stabilizationWindowSeconds: 30 }),
      orderedAt: 165,
      because: 'the wish for 3 of 135 s counts until 165 s',
    },
    {
      name: 'at most one replica a minute',
      spec: rules(perMinute),
      orderedAt: 195,
      because: 'a minute after the third of 135 s',
    },
  ])('$name the fourth is ordered at $orderedAt s: $because', ({ spec, orderedAt }) => {
    const target = { type: 'AverageValue', averageValue: '100' }
    const result = simulated(600, {
      policies: { metrics: METRICS_SERVER },
      workloads: [
        service({
          pod: podTemplate({ cpu: 1 }, { startup: { ...slowPod.startup, containerUs: lasting(10) } }),
          replicas: 2,
          load: stepwise([
            [0, 100],
            [100, 400],
          ]),
          autoscaler: podAutoscaler('hpa', {
            minReplicas: 2,
            maxReplicas: 9,
            metrics: [{ type: 'External', external: { metric: { name: 'requests-per-second' }, target } }],
            ...spec,
          }),
        }),
      ],
    })
    // The reading of 105 s can be seen at 106 s.
    const parts = { ...NONE, metric: 6, decision: orderedAt - 106, starting: 10, loading: 3, warming: 4 }
    expect(result.lag).toMatchObject([{ fromSeconds: 100, toSeconds: orderedAt + 17, recovered: true, parts }])
  })
})

test('a shortage that no replica ends was waited through for a decision; one that is not over counts as far as it got', () => {
  const result = simulated(100, {
    workloads: [
      service({
        load: stepwise([
          [0, 50],
          [10, 300],
          [70, 50],
          [90, 200],
        ]),
      }),
    ],
  })
  expect(result.lag).toMatchObject([
    { fromSeconds: 10, toSeconds: 70, recovered: false, missingRequests: 12_000, parts: { ...NONE, decision: 60 } },
    { fromSeconds: 90, toSeconds: 100, recovered: false, missingRequests: 1000, parts: { ...NONE, decision: 10 } },
  ])
  expect(result.summary).toMatchObject({ 'lag.episodes': 2, 'lag.seconds.mean': 35, 'lag.seconds.max': 60 })
})

test('a replica for which there is no place keeps its service waiting for a node', () => {
  const result = simulated(300, {
    workloads: [
      service({
        replicas: 4,
        load: stepwise([
          [0, 400],
          [50, 500],
        ]),
        autoscaler: podAutoscaler('load-plus-safety', { every: '30s', safety: 'multiply', safetyFactor: 1 }),
      }),
    ],
  })
  expect(result.lag).toMatchObject([
    { fromSeconds: 50, toSeconds: 300, recovered: false, parts: { ...NONE, decision: 10, pending: 240 } },
  ])
})
