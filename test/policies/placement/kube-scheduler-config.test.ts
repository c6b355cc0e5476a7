import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { jsonSchemaOf } from '../../../src/base/json-schema.ts'
import { kubeDefault } from '../../../src/policies/placement/kube-default.ts'
import { kubeSchedulerConfig } from '../../../src/policies/placement/kube-scheduler-config.ts'
import type { Profile } from '../../../src/policies/placement/types.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const HEAD = { apiVersion: 'kubescheduler.config.k8s.io/v1', kind: 'KubeSchedulerConfiguration' }

function optionsOf(profile: object, rest: object = {}) {
  return z.decode(kubeSchedulerConfig.options, { ...HEAD, ...rest, profiles: [profile] } as never)
}

const profileOf = (profile: object, rest: object = {}): Profile => kubeSchedulerConfig.profile(optionsOf(profile, rest))

const weights = ({ scores }: Profile) => Object.fromEntries(scores.map(({ plugin, weight }) => [plugin, weight]))
const filters = ({ filters: list }: Profile) => list?.map(({ plugin }) => plugin)
const optionsIn = ({ scores }: Profile, name: string) => scores.find(({ plugin }) => plugin === name)?.options

const DEFAULT_WEIGHTS = {
  TaintToleration: 3,
  NodeAffinity: 2,
  NodeResourcesFit: 1,
  PodTopologySpread: 2,
  InterPodAffinity: 2,
  NodeResourcesBalancedAllocation: 1,
  ImageLocality: 1,
}
const DEFAULT_FILTERS = [
  'NodeUnschedulable',
  'NodeName',
  'TaintToleration',
  'NodeAffinity',
  'NodePorts',
  'NodeResourcesFit',
  'PodTopologySpread',
  'InterPodAffinity',
]

test('a configuration that says nothing is the default profile', () => {
  const profile = profileOf({ schedulerName: 'default-scheduler' })
  const { scores } = kubeDefault.profile(kubeDefault.options.parse({}))
  expect(profile.scores).toEqual(scores)
  expect(filters(profile)).toEqual(DEFAULT_FILTERS)
  expect(profile).toMatchObject({
    ties: 'first',
    preemption: { minCandidateNodesPercentage: 10, minCandidateNodesAbsolute: 100 },
    ignored: [],
  })
  expect(profile.percentageOfNodesToScore).toBeUndefined()
})

describe('scores', () => {
  const { ImageLocality: _, ...withoutImages } = DEFAULT_WEIGHTS

  test.each([
    {
      because: 'a new weight at the score point',
      plugins: { score: { enabled: [{ name: 'NodeResourcesFit', weight: 5 }] } },
      expected: { ...DEFAULT_WEIGHTS, NodeResourcesFit: 5 },
    },
    {
      because: 'disabled first, as the documentation shows it',
      plugins: { score: { disabled: [{ name: 'NodeAffinity' }], enabled: [{ name: 'NodeAffinity', weight: 7 }] } },
      expected: { ...DEFAULT_WEIGHTS, NodeAffinity: 7 },
    },
    {
      because: 'named again without a weight, it weighs 1',
      plugins: { multiPoint: { enabled: [{ name: 'TaintToleration' }] } },
      expected: { ...DEFAULT_WEIGHTS, TaintToleration: 1 },
    },
    {
      because: 'a weight of 0 is 1',
      plugins: { score: { enabled: [{ name: 'TaintToleration', weight: 0 }] } },
      expected: { ...DEFAULT_WEIGHTS, TaintToleration: 1 },
    },
    {
      because: 'the weight at the point wins over that of all points',
      plugins: {
        multiPoint: { enabled: [{ name: 'TaintToleration', weight: 9 }] },
        score: { enabled: [{ name: 'TaintToleration', weight: 4 }] },
      },
      expected: { ...DEFAULT_WEIGHTS, TaintToleration: 4 },
    },
    {
      because: 'disabled at one point',
      plugins: { score: { disabled: [{ name: 'ImageLocality' }] } },
      expected: withoutImages,
    },
    {
      because: 'disabled at all points',
      plugins: { multiPoint: { disabled: [{ name: 'ImageLocality' }] } },
      expected: withoutImages,
    },
    {
      because: 'all disabled but one',
      plugins: { score: { disabled: [{ name: '*' }], enabled: [{ name: 'NodeResourcesFit', weight: 3 }] } },
      expected: { NodeResourcesFit: 3 },
    },
    {
      because: 'everything disabled, two enabled',
      plugins: {
        multiPoint: {
          disabled: [{ name: '*' }],
          enabled: [{ name: 'NodeResourcesFit' }, { name: 'ImageLocality', weight: 2 }],
        },
      },
      expected: { NodeResourcesFit: 1, ImageLocality: 2 },
    },
  ])('$because', ({ plugins, expected }) => {
    expect(weights(profileOf({ plugins }))).toEqual(expected)
  })
})

describe('filters', () => {
  test.each([
    {
      because: 'disabled at the filter point',
      plugins: { filter: { disabled: [{ name: 'TaintToleration' }] } },
      expected: DEFAULT_FILTERS.filter((name) => name !== 'TaintToleration'),
    },
    {
      because: 'those that are named at the point come first',
      plugins: { filter: { enabled: [{ name: 'NodeResourcesFit' }, { name: 'NodePorts' }] } },
      expected: [
        'NodeResourcesFit',
        'NodePorts',
        ...DEFAULT_FILTERS.filter((name) => name !== 'NodeResourcesFit' && name !== 'NodePorts'),
      ],
    },
    {
      because: 'enabled alone, after all are disabled',
      plugins: { multiPoint: { disabled: [{ name: '*' }] }, filter: { enabled: [{ name: 'NodeName' }] } },
      expected: ['NodeName'],
    },
    {
      because: 'disabling a score leaves its filter alone',
      plugins: { score: { disabled: [{ name: '*' }] } },
      expected: DEFAULT_FILTERS,
    },
  ])('$because', ({ plugins, expected }) => {
    expect(filters(profileOf({ plugins }))).toEqual(expected)
  })
})

describe('arguments', () => {
  test('of NodeResourcesFit go to its filter and its score, whatever they say they are', () => {
    const args = {
      apiVersion: HEAD.apiVersion,
      kind: 'NodeResourcesFitArgs',
      ignoredResources: ['example.com/foo'],
      scoringStrategy: { type: 'MostAllocated', resources: [{ name: 'cpu', weight: 3 }] },
    }
    const profile = profileOf({ pluginConfig: [{ name: 'NodeResourcesFit', args }] })
    const expected = { ignoredResources: ['example.com/foo'], scoringStrategy: { type: 'MostAllocated' } }
    expect(optionsIn(profile, 'NodeResourcesFit')).toMatchObject(expected)
    expect(profile.filters?.find(({ plugin }) => plugin === 'NodeResourcesFit')?.options).toMatchObject(expected)
  })

  test('pack a cluster', () => {
    const shape = nodeShape({ cpu: 4, memory: 8 })
    const pod = podTemplate({ cpu: 1, memory: 2 })
    const cluster = clusterOf([
      { name: 'empty', shape },
      { name: 'used', shape, pods: [pod] },
    ])
    const args = { scoringStrategy: { type: 'MostAllocated' } }
    const options = optionsOf({ pluginConfig: [{ name: 'NodeResourcesFit', args }] })
    expect(chosenNode(cluster, { name: 'kube-scheduler-config', options: optionsOf({}) }, pod)).toBe('empty')
    expect(chosenNode(cluster, { name: 'kube-scheduler-config', options }, pod)).toBe('used')
  })

  test.each([
    { name: 'NodeResourcesBalancedAllocation', args: { resources: [{ name: 'cpu', weight: 1 }] } },
    { name: 'InterPodAffinity', args: { hardPodAffinityWeight: 0, ignorePreferredTermsOfExistingPods: true } },
    {
      name: 'PodTopologySpread',
      args: {
        defaultingType: 'List',
        defaultConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
      },
    },
    {
      name: 'NodeAffinity',
      args: {
        addedAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }],
          },
        },
      },
    },
  ])('of $name', ({ name, args }) => {
    expect(optionsIn(profileOf({ pluginConfig: [{ name, args }] }), name)).toMatchObject(args)
  })

  test('of preemption; disabled, there is none', () => {
    const args = { minCandidateNodesPercentage: 5 }
    const configured = profileOf({ pluginConfig: [{ name: 'DefaultPreemption', args }] })
    expect(configured.preemption).toEqual({ minCandidateNodesPercentage: 5, minCandidateNodesAbsolute: 100 })
    expect(profileOf({ plugins: { postFilter: { disabled: [{ name: '*' }] } } }).preemption).toBeNull()
    expect(profileOf({ plugins: { multiPoint: { disabled: [{ name: 'DefaultPreemption' }] } } }).preemption).toBeNull()
  })
})

test.each([
  { profile: {}, rest: {}, expected: undefined },
  { profile: {}, rest: { percentageOfNodesToScore: 30 }, expected: 30 },
  { profile: { percentageOfNodesToScore: 0 }, rest: { percentageOfNodesToScore: 30 }, expected: 0 },
])('percentage of nodes: $expected from $profile in $rest', ({ profile, rest, expected }) => {
  expect(profileOf(profile, rest).percentageOfNodesToScore).toBe(expected)
})

test('what simcap does not do is accepted and told', () => {
  const rest = {
    extenders: [{ urlPrefix: 'http://127.0.0.1' }],
    leaderElection: { leaderElect: false },
    parallelism: 16,
  }
  const plugins = {
    multiPoint: { enabled: [{ name: 'VolumeBinding' }, { name: 'NodeAffinity' }] },
    filter: { disabled: [{ name: 'DynamicResources' }] },
    queueSort: { enabled: [{ name: 'PrioritySort' }] },
  }
  const pluginConfig = [{ name: 'VolumeBinding', args: { bindTimeoutSeconds: 60 } }]
  const options = z.decode(kubeSchedulerConfig.options, {
    ...HEAD,
    ...rest,
    profiles: [{ plugins, pluginConfig }, { schedulerName: 'second' }],
  } as never)
  expect(kubeSchedulerConfig.profile(options).ignored).toEqual([
    'VolumeBinding',
    'DynamicResources',
    'extenders',
    'profile second',
  ])
})

describe('problems', () => {
  const complaints = (profile: object, rest: object = {}) => {
    const decoded = z.safeDecode(kubeSchedulerConfig.options, { ...HEAD, ...rest, profiles: [profile] } as never)
    return decoded.success ? [] : decoded.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  const FIT = 'NodeResourcesFit'

  test.each([
    {
      profile: { plugins: { score: { enabled: [{ name: 'NodeResourceFit' }] } } },
      expected: ['profiles.0.plugins.score.enabled.0.name: no scheduler plugin named "NodeResourceFit"'],
    },
    {
      profile: { plugins: { score: { enabled: [{ name: '*' }] } } },
      expected: ['profiles.0.plugins.score.enabled.0.name: no scheduler plugin named "*"'],
    },
    {
      profile: { plugins: { score: { enabled: [{ name: 'NodeName' }] } } },
      expected: ['profiles.0.plugins.score.enabled.0.name: NodeName does not score nodes'],
    },
    {
      profile: { plugins: { filter: { enabled: [{ name: 'ImageLocality' }] } } },
      expected: ['profiles.0.plugins.filter.enabled.0.name: ImageLocality does not filter nodes'],
    },
    {
      profile: { plugins: { score: { enabled: [{ name: 'WeightedMatch' }] } } },
      expected: ['profiles.0.plugins.score.enabled.0.name: no scheduler plugin named "WeightedMatch"'],
    },
    {
      profile: { pluginConfig: [{ name: 'Coscheduling', args: {} }] },
      expected: ['profiles.0.pluginConfig.0.name: no scheduler plugin named "Coscheduling"'],
    },
    {
      profile: {
        pluginConfig: [
          { name: FIT, args: {} },
          { name: FIT, args: {} },
        ],
      },
      expected: ['profiles.0.pluginConfig.1.name: NodeResourcesFit has arguments twice'],
    },
    {
      profile: { pluginConfig: [{ name: FIT, args: { scoringStrategi: {} } }] },
      expected: ['profiles.0.pluginConfig.0.args.scoringStrategi: unknown argument "scoringStrategi"'],
    },
    {
      profile: { pluginConfig: [{ name: FIT, args: { scoringStrategy: { type: 'RequestedToCapacityRatio' } } }] },
      expected: [
        'profiles.0.pluginConfig.0.args.scoringStrategy.requestedToCapacityRatio: RequestedToCapacityRatio needs a shape',
      ],
    },
  ])('$expected', ({ profile, expected }) => {
    expect(complaints(profile)).toEqual(expected)
  })

  test.each([
    { rest: { apiVersion: 'kubescheduler.config.k8s.io/v1beta3' }, path: 'apiVersion' },
    { rest: { kind: 'Deployment' }, path: 'kind' },
    { rest: { percentageOfNodesToScore: 101 }, path: 'percentageOfNodesToScore' },
  ])('$path is checked', ({ rest, path }) => {
    expect(complaints({}, rest).map((line) => line.split(':')[0])).toEqual([path])
  })
})

test('its JSON Schema names every extension point', () => {
  const text = JSON.stringify(jsonSchemaOf(kubeSchedulerConfig.options))
  for (const point of ['multiPoint', 'preFilter', 'score', 'postBind']) expect(text).toContain(`"${point}"`)
})
