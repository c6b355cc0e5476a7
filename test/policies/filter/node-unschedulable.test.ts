import { expect, test } from 'vitest'
import type { Toleration } from '../../../src/model/workload.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, passing } from '../../builders/nodes.ts'

const TAINT = 'node.kubernetes.io/unschedulable'

const rows: { tolerations: Toleration[]; nodes: string[]; because: string }[] = [
  { tolerations: [], nodes: ['open'], because: 'a cordon keeps pods away' },
  { tolerations: [{ operator: 'Exists' }], nodes: ['cordoned', 'open'], because: 'this tolerates everything' },
  {
    tolerations: [{ key: TAINT, operator: 'Exists', effect: 'NoSchedule' }],
    nodes: ['cordoned', 'open'],
    because: 'it names the taint',
  },
  { tolerations: [{ key: TAINT }], nodes: ['cordoned', 'open'], because: 'the taint has an empty value' },
  { tolerations: [{ key: TAINT, value: 'true' }], nodes: ['open'], because: 'the value differs' },
  {
    tolerations: [{ key: TAINT, operator: 'Exists', effect: 'NoExecute' }],
    nodes: ['open'],
    because: 'the effect differs',
  },
]

test.each(rows)('$tolerations leaves $nodes: $because', ({ tolerations, nodes }) => {
  const cluster = clusterOf([
    { name: 'cordoned', shape: nodeShape() },
    { name: 'open', shape: nodeShape() },
  ])
  cluster.setCordoned(0, true)
  expect(passing(cluster, 'NodeUnschedulable', podTemplate({}, { tolerations }))).toEqual(nodes)
})
