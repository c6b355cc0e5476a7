import { expect, test } from 'vitest'
import { viewOf } from '../../../src/cluster/view.ts'
import { nodeAffinity as nodeAffinityFilter } from '../../../src/policies/filter/node-affinity.ts'
import type { FilterPlugin } from '../../../src/policies/placement/types.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, joinNode, passing } from '../../builders/nodes.ts'
import { clusterOf as builtOf, verdictsOf } from '../../conformance/cluster-of.ts'
import type { VectorNodeAffinity } from '../../conformance/vector-shapes.ts'

const shape = nodeShape()
const cluster = clusterOf([
  { name: 'plain', shape },
  { name: 'ssd-a', shape: nodeShape({}, { labels: { disk: 'ssd' } }), zone: 'a' },
  { name: 'ssd-b', shape: nodeShape({}, { labels: { disk: 'ssd' } }), zone: 'b' },
  { name: 'hdd-a', shape: nodeShape({}, { labels: { disk: 'hdd' } }), zone: 'a' },
])

const ZONE = 'topology.kubernetes.io/zone'

test.each([
  { selector: {}, nodes: ['plain', 'ssd-a', 'ssd-b', 'hdd-a'], because: 'it asks for nothing' },
  { selector: { disk: 'ssd' }, nodes: ['ssd-a', 'ssd-b'], because: 'these carry the label' },
  { selector: { [ZONE]: 'a' }, nodes: ['ssd-a', 'hdd-a'], because: 'a zone is a label like any other' },
  { selector: { disk: 'ssd', [ZONE]: 'b' }, nodes: ['ssd-b'], because: 'every label must be there' },
  { selector: { disk: '' }, nodes: [], because: 'an empty value is a value' },
  { selector: { gpu: 'true' }, nodes: [], because: 'nobody has it' },
])('nodeSelector $selector leaves $nodes: $because', ({ selector, nodes }) => {
  expect(passing(cluster, 'NodeAffinity', podTemplate({}, { nodeSelector: selector }))).toEqual(nodes)
})

test('nodes of a kind that joins later are judged as well', () => {
  const grown = clusterOf([{ name: 'plain', shape }])
  const pod = podTemplate({}, { nodeSelector: { disk: 'ssd' } })
  expect(passing(grown, 'NodeAffinity', pod)).toEqual([])
  joinNode(grown, { name: 'later', shape: nodeShape({}, { labels: { disk: 'ssd' } }) })
  expect(passing(grown, 'NodeAffinity', pod)).toEqual(['later'])
})

/** Which of these nodes pass terms of a required affinity, and of the profile's own. */
const NODES = [
  { name: 'old', labels: { cores: '9', 'kubernetes.io/hostname': 'old' } },
  { name: 'new', labels: { cores: '10', disk: 'ssd', 'kubernetes.io/hostname': 'new' } },
  { name: 'odd', labels: { cores: 'ten' } },
  { name: 'bare' },
]

function passed(nodeAffinity: VectorNodeAffinity, added?: object): string[] {
  const built = builtOf({ nodes: NODES, pod: { affinity: { nodeAffinity } } })
  const verdicts = verdictsOf(built, nodeAffinityFilter as FilterPlugin, added && { addedAffinity: added })
  if (verdicts === 'Skip') return NODES.map(({ name }) => name)
  return [...verdicts].filter(([, verdict]) => verdict === null).map(([name]) => name)
}

const labels = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, values }],
})
const names = (operator: string, ...values: string[]) => ({ matchFields: [{ key: 'metadata.name', operator, values }] })

test.each([
  { term: labels('cores', 'Gt', '9'), nodes: ['new'], because: '10 > 9 as numbers, though not as text' },
  { term: labels('cores', 'Lt', '10'), nodes: ['old'], because: 'text and nothing are not less' },
  { term: labels('cores', 'Lt', '+10'), nodes: [], because: 'a value with a sign is no label value' },
  { term: labels('cores', 'Gt', '9', '8'), nodes: [], because: 'exactly one number is wanted' },
  { term: labels('cores', 'Gt', '9223372036854775808'), nodes: [], because: 'that is beyond 64 bits' },
  { term: labels('disk', 'NotIn', 'ssd'), nodes: ['old', 'odd', 'bare'], because: 'a missing key is not in' },
  { term: labels('disk', 'DoesNotExist'), nodes: ['old', 'odd', 'bare'], because: 'only one has the key' },
  { term: labels('disk', 'Exists'), nodes: ['new'], because: 'only one has the key' },
  { term: names('NotIn', 'old'), nodes: ['new', 'odd', 'bare'], because: 'names are fields' },
  { term: names('In', 'odd'), nodes: ['odd'], because: 'names are fields' },
  {
    term: { ...labels('cores', 'Exists'), ...names('NotIn', 'odd') },
    nodes: ['old', 'new'],
    because: 'both are ANDed',
  },
  { term: labels('kubernetes.io/hostname', 'In', 'old'), nodes: ['old'], because: 'the hostname is a label' },
  { term: labels('kubernetes.io/hostname', 'DoesNotExist'), nodes: ['odd', 'bare'], because: 'not all carry it' },
  { term: labels('bad key', 'DoesNotExist'), nodes: [], because: 'what cannot be read matches nothing' },
  { term: {}, nodes: [], because: 'an empty term matches nothing' },
])('$term: $nodes, $because', ({ term, nodes }) => {
  expect(passed({ required: { nodeSelectorTerms: [term] } })).toEqual(nodes)
})

test('terms are ORed; a list of none matches nothing', () => {
  expect(passed({ required: { nodeSelectorTerms: [names('In', 'bare'), labels('disk', 'Exists')] } })).toEqual([
    'new',
    'bare',
  ])
  expect(passed({ required: { nodeSelectorTerms: [] } })).toEqual([])
})

test("the profile's terms are ORed among themselves and ANDed with the pod's", () => {
  const terms = [labels('disk', 'Exists'), names('In', 'bare')]
  const added = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } }
  expect(passed({}, added)).toEqual(['new', 'bare'])
  expect(passed({ required: { nodeSelectorTerms: [labels('cores', 'Exists')] } }, added)).toEqual(['new'])
})

test('only a node that matches makes another try worth while', () => {
  const { cluster: three, podClass } = builtOf({ nodes: NODES, pod: { nodeSelector: { disk: 'ssd' } } })
  const helps = (node: number) =>
    nodeAffinityFilter.retry?.helps?.({ kind: 'node-added', node }, podClass, viewOf(three), {})
  expect([0, 1, 2, 3].map(helps)).toEqual([false, true, false, false])
})
