import fc from 'fast-check'
import type { Affinity, PodAffinityTerm, PodScheduling, TopologySpreadConstraint } from '../../src/model/scheduling.ts'
import type { LabelSelector } from '../../src/model/selectors.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import type { Defaults, PlainNode } from '../oracle/kube-spread-affinity.ts'

/*
 * Small worlds in which topology spread and pod affinity have much to disagree about: few labels and values, so that selectors
 * often meet; zones that are missing or blank; hostnames that are the node's name, something else, or not there.
 */

const ZONE = 'topology.kubernetes.io/zone'
const HOSTNAME = 'kubernetes.io/hostname'
const TOPOLOGY_KEYS = [ZONE, HOSTNAME, 'pool', 'serial', 'nowhere']

export const NAMESPACES = { shop: { team: 'blue' }, lab: { team: 'red' } }

const some = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
/** Mostly the first. */
const mostly = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 3 }, { arbitrary: other, weight: 1 })

const labelled = (of: Readonly<Record<string, fc.Arbitrary<string | undefined>>>) =>
  fc.record(of).map((labels) => {
    const set = Object.entries(labels).filter((entry): entry is [string, string] => entry[1] !== undefined)
    return Object.fromEntries(set)
  })

const anyTaints = some<PlainNode['taints']>(
  [],
  [],
  [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }],
  [{ key: 'gpu', value: 'no', effect: 'PreferNoSchedule' }],
)

const anyHostname = mostly(some<string | undefined>('name'), some<string | undefined>(undefined, 'rack-1', 'rack-2'))

/** Labels by number of the node; `serial` makes it a group of its own. */
const anyNode = fc
  .record({
    labels: labelled({
      [ZONE]: mostly(some<string | undefined>('z1', 'z2'), some<string | undefined>('z3', '', undefined)),
      pool: some(undefined, 'p1', 'p2'),
    }),
    hostname: anyHostname,
    isSerial: mostly(some(false), some(true)),
    taints: anyTaints,
  })
  .map(
    ({ labels, hostname, isSerial, taints }) =>
      (name: string): PlainNode => ({
        name,
        labels: {
          ...labels,
          ...(hostname === undefined ? {} : { [HOSTNAME]: hostname === 'name' ? name : hostname }),
          ...(isSerial ? { serial: name } : {}),
        },
        taints,
      }),
  )

const podLabels = labelled({ app: some('web', 'db'), tier: some(undefined, 'x', 'y') })

const labelSelector: fc.Arbitrary<LabelSelector | null> = mostly(
  some<LabelSelector>(
    { matchLabels: { app: 'web' }, matchExpressions: [] },
    { matchLabels: { app: 'db' }, matchExpressions: [] },
    { matchLabels: {}, matchExpressions: [{ key: 'app', operator: 'Exists', values: [] }] },
  ),
  some<LabelSelector | null>(
    null,
    { matchLabels: {}, matchExpressions: [] },
    { matchLabels: {}, matchExpressions: [{ key: 'tier', operator: 'In', values: ['x', 'y'] }] },
    { matchLabels: {}, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x'] }] },
    { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist', values: [] }] },
  ),
)

const term: fc.Arbitrary<PodAffinityTerm> = fc.record({
  topologyKey: some(...TOPOLOGY_KEYS, ZONE, HOSTNAME),
  labelSelector,
  namespaces: mostly(some<string[]>([]), some<string[]>(['lab'], ['shop', 'lab'])),
  namespaceSelector: mostly(
    fc.constant<LabelSelector | null>(null),
    some<LabelSelector | null>(
      { matchLabels: {}, matchExpressions: [] },
      { matchLabels: { team: 'red' }, matchExpressions: [] },
    ),
  ),
})

/** Mostly none. */
const upToTwo = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  mostly(fc.constant<T[]>([]), fc.array(of, { maxLength: 2 }))

const anyPodAffinity = fc.record({
  required: upToTwo(term),
  preferred: upToTwo(fc.record({ weight: fc.integer({ min: 1, max: 100 }), term })),
})

const anyNodeRequirement = some<Affinity['node']['required']>(
  [{ matchExpressions: [{ key: 'pool', operator: 'In', values: ['p1'] }], matchFields: [] }],
  [{ matchExpressions: [{ key: HOSTNAME, operator: 'NotIn', values: ['node-0'] }], matchFields: [] }],
  [
    { matchExpressions: [], matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] },
    { matchExpressions: [{ key: ZONE, operator: 'In', values: ['z1'] }], matchFields: [] },
  ],
  [],
)

const policy = mostly(some<'Honor' | 'Ignore'>('Honor'), some<'Honor' | 'Ignore'>('Ignore'))

const ruleOfSpread = {
  maxSkew: fc.integer({ min: 1, max: 3 }),
  topologyKey: some(...TOPOLOGY_KEYS, ZONE, HOSTNAME),
  whenUnsatisfiable: some<TopologySpreadConstraint['whenUnsatisfiable']>('DoNotSchedule', 'ScheduleAnyway'),
  minDomains: mostly(fc.constant<number | null>(null), fc.integer({ min: 1, max: 4 })),
  nodeAffinityPolicy: policy,
  nodeTaintsPolicy: some<'Honor' | 'Ignore'>('Honor', 'Ignore'),
}

const distinct = {
  maxLength: 3,
  selector: (one: { topologyKey: string; whenUnsatisfiable: string }) => `${one.topologyKey} ${one.whenUnsatisfiable}`,
}

const constraints: fc.Arbitrary<TopologySpreadConstraint[]> = fc.uniqueArray(
  fc.record({
    ...ruleOfSpread,
    labelSelector,
    matchLabelKeys: mostly(some<string[]>([]), some<string[]>(['tier'], ['tier', 'absent'])),
  }),
  distinct,
)

const anyScheduling: fc.Arbitrary<PodScheduling> = fc.record({
  namespace: mostly(some('shop'), some('lab', 'unknown')),
  nodeName: fc.constant(''),
  affinity: fc.record({
    node: fc.record({
      required: mostly(fc.constant<Affinity['node']['required']>(null), anyNodeRequirement),
      preferred: fc.constant([]),
    }),
    pod: anyPodAffinity,
    podAnti: anyPodAffinity,
  }),
  topologySpreadConstraints: mostly(constraints, fc.constant<TopologySpreadConstraint[]>([])),
  defaultSpreadSelector: labelSelector,
  hostPorts: fc.constant([]),
  preemptionPolicy: fc.constant('PreemptLowerPriority' as const),
})

const atOnce = { kind: 'constant', value: 0 } as const

const template: fc.Arbitrary<PodTemplate> = fc
  .record({
    labels: podLabels,
    nodeSelector: mostly(some({}), some<Record<string, string>>({ pool: 'p1' }, { [HOSTNAME]: 'node-0' })),
    tolerations: some([], [{ key: 'gpu', operator: 'Exists' as const }], [{ operator: 'Exists' as const }]),
    scheduling: anyScheduling,
  })
  .map((varying) => ({
    ...varying,
    requests: {},
    scored: { cpuMilli: 0, memoryBytes: 0 },
    limits: {},
    priority: 0,
    images: [],
    startup: { containerUs: atOnce, modelUs: atOnce, readyUs: atOnce },
    terminationUs: 30_000_000,
    usage: { idle: {}, busy: {} },
  }))

/** Something that happens to the cluster; numbers pick among what is there. */
type Event =
  | { readonly kind: 'join'; readonly node: PlainNode }
  | { readonly kind: 'bind'; readonly template: number; readonly node: number }
  | { readonly kind: 'leave' | 'terminate'; readonly pod: number }

export interface CandidateWorld {
  /** Of the pods that come and go; each also looks for a node. */
  readonly templates: readonly PodTemplate[]
  readonly before: readonly Event[]
  readonly after: readonly Event[]
  /** By number of the node: whether other filters leave it. */
  readonly isFeasible: readonly boolean[]
  readonly defaults: Defaults
  readonly hardWeight: number
  readonly ignoresPreferencesOfOthers: boolean
}

const happening = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('join' as const), node: anyNode }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant('bind' as const), template: fc.nat(9), node: fc.nat(99) }), weight: 6 },
  { arbitrary: fc.record({ kind: some('leave' as const, 'terminate' as const), pod: fc.nat(99) }), weight: 1 },
)

function numbered(events: readonly (typeof happening extends fc.Arbitrary<infer E> ? E : never)[], from: number) {
  let next = from
  const named = events.map(
    (event): Event => (event.kind === 'join' ? { kind: 'join', node: event.node(`node-${next++}`) } : event),
  )
  return { named, next }
}

export const candidateWorld: fc.Arbitrary<CandidateWorld> = fc
  .record({
    templates: fc.array(template, { minLength: 1, maxLength: 4 }),
    first: fc.array(happening, { minLength: 4, maxLength: 20, size: 'max' }),
    second: fc.array(happening, { maxLength: 12, size: 'max' }),
    isFeasible: fc.array(mostly(some(true), some(false)), { minLength: 32, maxLength: 32 }),
    defaults: mostly(fc.constant<Defaults>(null), fc.uniqueArray(fc.record(ruleOfSpread), distinct)),
    hardWeight: some(0, 1, 1, 7),
    ignoresPreferencesOfOthers: mostly(some(false), some(true)),
  })
  .map(({ first, second, ...rest }) => {
    const before = numbered(first, 0)
    const after = numbered(second, before.next)
    return { ...rest, before: before.named, after: after.named }
  })
