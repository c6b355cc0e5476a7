import { describe, expect, test } from 'vitest'
import { ZONE_LABEL } from '../../src/cluster/node-table.ts'
import { explainPod } from '../../src/explain.ts'
import type { FittingChange } from '../../src/model/pod-explanation.ts'
import type { Variant } from '../../src/model/scenario.ts'
import {
  NO_AFFINITY,
  PLAIN_SCHEDULING,
  type PodScheduling,
  type TopologySpreadConstraint,
} from '../../src/model/scheduling.ts'
import { renderExplanation } from '../../src/report/explain-text.ts'
import { MINUTE, SECOND } from '../builders/amounts.ts'
import {
  job,
  nodeAutoscaler,
  nodeShape,
  placement,
  podAutoscaler,
  podTemplate,
  pool,
  scenario,
  service,
  stepwise,
  variant,
} from '../builders/model.ts'

const KEPT = { key: 'kept', value: 'gpu', effect: 'NoSchedule' } as const
const LABELS = { app: 'web' }
const OWN = { matchLabels: LABELS, matchExpressions: [] }

function ask(parts: Parameters<typeof variant>[0], pod: string, atUs: number | null = null) {
  return explainPod(scenario(), variant(parts), { pod, atUs })
}

function explained(parts: Parameters<typeof variant>[0], pod: string, atUs: number | null = null) {
  const answer = ask(parts, pod, atUs)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer
}

const text = (...args: Parameters<typeof explained>) => renderExplanation(explained(...args), 'USD')

/** 4 cores and 8 GiB each; the third pool's one node is kept for others. */
const MIXED = [
  pool({ name: 'small', count: 3, pricePerHour: 0.5, shape: nodeShape({ cpu: 2, memory: 8 }) }),
  pool({ name: 'kept', count: 2, pricePerHour: 2, shape: nodeShape({ cpu: 8, memory: 8 }, { taints: [KEPT] }) }),
]

describe('a pending pod', () => {
  test("is told in kube-scheduler's words, with what would help", () => {
    // 2.1 cores on nodes of 2: 100 m too many, 5 %
    const workloads = [service({ name: 'web', pod: podTemplate({ cpu: 2.1, memory: 1 }) })]
    expect(
      text({ pools: MIXED, workloads }, 'web-0'),
    ).toBe(`web-0 has no node at 1h in variant plain; it has waited for 1h.

0/5 nodes are available: 2 node(s) had untolerated taint {kept: gpu}, 3 Insufficient cpu.
Dropped by TaintToleration: 2 nodes, NodeResourcesFit: 3 nodes.

Smallest change that lets it in: request 2 cpu instead of 2100m (100m less) → small-0
Also:
  tolerate the taint {kept: gpu} (NoSchedule), or take it off the node → kept-0
`)
  })

  test('counts are sorted as texts, as kube-scheduler does: 10 before 2', () => {
    const pools = [
      pool({ name: 'small', count: 10, shape: nodeShape({ cpu: 1, memory: 8 }) }),
      pool({ name: 'kept', count: 2, shape: nodeShape({ cpu: 1 }, { taints: [KEPT] }) }),
    ]
    const workloads = [service({ pod: podTemplate({ cpu: 4, memory: 1 }) })]
    expect(explained({ pools, workloads }, 'web-0').pending?.message).toBe(
      '0/12 nodes are available: 10 Insufficient cpu, 2 node(s) had untolerated taint {kept: gpu}.',
    )
  })

  test('a cluster without nodes', () => {
    const shown = text({ pools: [pool({ count: 0, limits: { min: 0, max: 0 } })], workloads: [service()] }, 'web')
    expect(shown).toContain('\nno nodes available to schedule pods\n')
    expect(shown).toContain('add one node to pool general (1.00 USD/h, beyond its limit of 0) → general-0')
  })

  test('nothing helps: 9 cores on nodes of 8 that are full to the last', () => {
    const filler = service({ name: 'filler', replicas: 1, pod: podTemplate({ cpu: 8, memory: 0 }) })
    const pools = [pool({ count: 1, shape: nodeShape({ cpu: 8, memory: 8 }) })]
    const workloads = [filler, service({ pod: podTemplate({ cpu: 9, memory: 1 }) })]
    expect(text({ pools, workloads }, 'web-0')).toContain(
      '\nNo single change that was tried lets it in: a rule less, a smaller request, one more node.\n',
    )
  })

  test('nodes that boot are told apart; before they are ready nothing has changed', () => {
    const policies = { nodeAutoscaling: nodeAutoscaler('pending-pods', { every: '10s' }) }
    const pools = [pool({ count: 1, shape: nodeShape({ cpu: 1, memory: 8 }) })]
    const workloads = [service({ replicas: 2, pod: podTemplate({ cpu: 1, memory: 1 }) })]
    const { pending, state } = explained({ pools, workloads, policies }, 'web-1', 30 * SECOND)
    expect(state).toBe('pending')
    expect(pending).toMatchObject({ nodes: 1, booting: 1, message: '0/1 nodes are available: 1 Insufficient cpu.' })
  })
})

describe('a placed pod', () => {
  const policies = { placement: placement('least-allocated') }

  test('the best nodes with every score, ties told', () => {
    // web-1 on an empty node of 4 cores and 8 GiB: ((4 − 1) / 4 + (8 − 1) / 8) / 2 of 100, in whole numbers (75 + 87) / 2 = 81
    const workloads = [service({ replicas: 2, pod: podTemplate({ cpu: 1, memory: 1 }) })]
    expect(text({ pools: [pool({ count: 3 })], workloads, policies }, 'web-1')).toBe(
      `web-1 went to general-1 at 0s in variant plain, at once.

3 feasible nodes.
2 nodes share the highest total; the first in node order was taken.

     node       total  NodeResourcesFit
→ 1  general-1  81     81 × 1 = 81
  2  general-2  81     81 × 1 = 81
  3  general-0  62     62 × 1 = 62
`,
    )
  })

  test('is told when it was placed, whenever one asks', () => {
    // the first job of a minute fills the node, the second waits for it
    const pools = [pool({ count: 1, shape: nodeShape({ cpu: 1, memory: 8 }) })]
    const workloads = [job({ arrivals: { kind: 'at', timesUs: [0, 10 * SECOND] } })]
    const late = explained({ pools, workloads }, 'batch-1-0', 5 * MINUTE)
    expect(late).toMatchObject({ state: 'gone', createdSeconds: 10, atSeconds: 300, pending: null })
    expect(late.placement).toMatchObject({ atSeconds: 60, node: 'general-0', feasible: 1, equals: 1 })
    expect(explained({ pools, workloads }, 'batch-1-0')).toMatchObject({ state: 'placed', atSeconds: 60 })
    expect(explained({ pools, workloads }, 'batch-1-0', 30 * SECOND)).toMatchObject({ state: 'pending' })
  })
})

describe('names', () => {
  const pools = [pool({ count: 1, shape: nodeShape({ cpu: 2, memory: 8 }) })]
  const workloads = [
    service({ name: 'shop', replicas: 3, pod: podTemplate({ cpu: 1, memory: 1 }) }),
    job({
      name: 'report',
      parallelism: 2,
      arrivals: { kind: 'at', timesUs: [0, MINUTE] },
      pod: podTemplate({ cpu: 2 }),
    }),
    service({ name: 'shop-2', replicas: 0 }),
  ]
  const parts = { pools, workloads }

  test.each([
    ['shop', null, 'shop-2', 'pending'],
    ['shop-0', null, 'shop-0', 'placed'],
    ['report', MINUTE, 'report-0-0', 'pending'],
    ['report-1-1', MINUTE, 'report-1-1', 'pending'],
  ] as const)('%s at %s', (name, atUs, pod, state) => {
    expect(explained(parts, name, atUs)).toMatchObject({ pod, state })
  })

  test.each([
    ['shp-1', null, 'no workload has a pod "shp-1"', 'did you mean "shop"? all: report, shop, shop-2'],
    ['shop-7', null, 'there is no shop-7 in this run', 'shop has had 3 pods in this run: shop-0 to shop-2'],
    ['shop-2-0', null, 'there is no shop-2-0 in this run', 'shop-2 has no pod at all in this run'],
    ['shop-2', null, 'shop-2 has no pod in this run', null],
    [
      'report-4',
      null,
      '"report-4" is not the name of a pod of report',
      'they are named by submission and pod, from report-0-0 on',
    ],
    ['shop-x', null, '"shop-x" is not the name of a pod of shop', 'they are named by number, from shop-0 on'],
    [
      'report-1-0',
      30 * SECOND,
      'there is no report-1-0 by 30s',
      'report has had 2 pods by 30s: report-0-0 to report-0-1',
    ],
    ['shop-0', 120 * MINUTE, 'the run ends at 1h, before 2h', 'ask for an instant in between'],
  ])('%s at %s: %s', (name, atUs, problem, hint) => {
    expect(ask(parts, name, atUs)).toEqual({ problem, hint })
  })

  test('a pod that was given up before it had a node is told as it stood', () => {
    const policies = { target: '50%', every: '1m', min: 1 }
    const busy = service({
      name: 'shop',
      replicas: 5,
      pod: podTemplate({ cpu: 1, memory: 1 }),
      load: stepwise([[0, 10]]),
      autoscaler: podAutoscaler('target-utilisation', policies),
    })
    const one = explained({ pools, workloads: [busy] }, 'shop-4')
    expect(one).toMatchObject({ state: 'pending', atSeconds: 0, placement: null })
  })
})

/** The same variant with a change made to its first workload or its pools. */
function applied(change: FittingChange, base: Variant): Variant {
  const [first] = base.workloads
  const { pod } = first
  const { scheduling } = pod
  const changed = (parts: Partial<typeof pod>) => ({ ...base, workloads: [{ ...first, pod: { ...pod, ...parts } }] })
  const scheduled = (parts: Partial<PodScheduling>) => changed({ scheduling: { ...scheduling, ...parts } })
  switch (change.kind) {
    case 'toleration':
      return changed({ tolerations: [{ key: change.taint.key, operator: 'Exists' }] })
    case 'requests':
      return changed({
        requests: { ...pod.requests, ...Object.fromEntries(change.less.map((one) => [one.resource, one.atMost])) },
      })
    case 'spread':
      return scheduled({
        topologySpreadConstraints:
          change.neededSkew === null
            ? []
            : scheduling.topologySpreadConstraints.map((one) => ({ ...one, maxSkew: change.neededSkew ?? 0 })),
      })
    case 'anti-affinity':
    case 'affinity':
    case 'node-affinity':
      return scheduled({ affinity: NO_AFFINITY })
    case 'node-selector':
      return changed({ nodeSelector: {} })
    case 'node': {
      const { zone } = change
      const like = base.cluster.pools.find(({ name }) => name === change.pool) ?? pool()
      const more = { ...like, name: 'another', count: 1, zones: zone === null ? [] : [zone] }
      return { ...base, cluster: { ...base.cluster, pools: [...base.cluster.pools, more] } }
    }
  }
}

const zoned = pool({ name: 'zoned', count: 2, zones: ['a', 'b'], shape: nodeShape({ cpu: 2, memory: 8 }) })
const spread: TopologySpreadConstraint = {
  maxSkew: 1,
  topologyKey: ZONE_LABEL,
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: OWN,
  minDomains: null,
  nodeAffinityPolicy: 'Honor',
  nodeTaintsPolicy: 'Ignore',
  matchLabelKeys: [],
}
const term = { topologyKey: ZONE_LABEL, labelSelector: OWN, namespaces: [], namespaceSelector: null }
const scheduled = (parts: Partial<PodScheduling>): PodScheduling => ({ ...PLAIN_SCHEDULING, ...parts })

describe('what is said to help does', () => {
  test.each([
    {
      what: 'a smaller request, a toleration',
      parts: { pools: MIXED, workloads: [service({ pod: podTemplate({ cpu: 2.1, memory: 1 }) })] },
      pod: 'web-0',
      kinds: ['requests', 'toleration'],
    },
    {
      // less than half would do on small nodes: a rule less goes before that
      what: 'a toleration before a much smaller request',
      parts: { pools: MIXED, workloads: [service({ pod: podTemplate({ cpu: 5, memory: 1 }) })] },
      pod: 'web-0',
      kinds: ['toleration', 'requests'],
    },
    {
      // zone a has room for 2 more, zone b is full after 1: the 4th would be 3 against 1
      what: 'a looser spread, one more node in the other zone',
      parts: {
        pools: [
          zoned,
          pool({ name: 'more', count: 1, zones: ['a'], pricePerHour: 3, shape: nodeShape({ cpu: 4, memory: 8 }) }),
        ],
        workloads: [
          service({
            replicas: 4,
            pod: podTemplate(
              { cpu: 2, memory: 1 },
              { labels: LABELS, scheduling: scheduled({ topologySpreadConstraints: [spread] }) },
            ),
          }),
        ],
      },
      pod: 'web-3',
      kinds: ['spread', 'node'],
    },
    {
      what: 'anti-affinity',
      parts: {
        pools: [zoned],
        workloads: [
          service({
            replicas: 3,
            pod: podTemplate(
              { cpu: 1, memory: 1 },
              {
                labels: LABELS,
                scheduling: scheduled({
                  affinity: { ...NO_AFFINITY, podAnti: { required: [term], preferred: [] } },
                }),
              },
            ),
          }),
        ],
      },
      pod: 'web-2',
      kinds: ['anti-affinity'],
    },
    {
      what: 'a node selector',
      parts: {
        pools: [zoned],
        workloads: [service({ pod: podTemplate({ cpu: 1 }, { nodeSelector: { disk: 'ssd' } }) })],
      },
      pod: 'web-0',
      kinds: ['node-selector'],
    },
    {
      what: 'one more node, the cheaper pool first',
      parts: {
        pools: [pool({ name: 'dear', pricePerHour: 2 }), pool({ name: 'cheap', pricePerHour: 1 })],
        workloads: [service({ replicas: 3, pod: podTemplate({ cpu: 4, memory: 1 }) })],
      },
      pod: 'web-2',
      kinds: ['node', 'node'],
    },
  ])('$what', ({ parts, pod, kinds }) => {
    const base = variant(parts)
    const { pending } = explained(parts, pod)
    expect(pending?.changes.map(({ kind }) => kind)).toEqual(kinds)
    for (const change of pending?.changes ?? []) {
      const answer = explainPod(scenario(), applied(change, base), { pod, atUs: null })
      expect(answer, JSON.stringify(change)).toMatchObject({ state: 'placed' })
    }
  })

  test('the smallest skew is named: two zones with 2 and 1 nodes of room for one pod each', () => {
    const pools = [
      pool({ name: 'a', count: 3, zones: ['a'], shape: nodeShape({ cpu: 1, memory: 8 }) }),
      pool({ name: 'b', count: 1, zones: ['b'], shape: nodeShape({ cpu: 1, memory: 8 }) }),
    ]
    const pod = podTemplate(
      { cpu: 1, memory: 1 },
      { labels: LABELS, scheduling: scheduled({ topologySpreadConstraints: [spread] }) },
    )
    const [change] = explained({ pools, workloads: [service({ replicas: 4, pod })] }, 'web-3').pending?.changes ?? []
    // a: 2, b: 1; a third in a is 3 − 1 = 2 ahead
    expect(change).toEqual({ kind: 'spread', topologyKey: ZONE_LABEL, maxSkew: 1, neededSkew: 2, node: 'a-2' })
  })
})
