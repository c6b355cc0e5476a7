import { expect, test } from 'vitest'
import type { Taint } from '../../../src/model/cluster-spec.ts'
import type { Toleration } from '../../../src/model/workload.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, passing } from '../../builders/nodes.ts'

const GPU: Taint = { key: 'gpu', value: 'a100', effect: 'NoSchedule' }

const rows: { taints: Taint[]; tolerations: Toleration[]; fits: boolean; because: string }[] = [
  { taints: [], tolerations: [], fits: true, because: 'there is nothing to tolerate' },
  { taints: [GPU], tolerations: [], fits: false, because: 'nobody tolerates it' },
  { taints: [GPU], tolerations: [{ key: 'gpu', value: 'a100' }], fits: true, because: 'Equal is the default' },
  {
    taints: [GPU],
    tolerations: [{ key: 'gpu', operator: 'Equal', value: 'h100' }],
    fits: false,
    because: 'another value',
  },
  { taints: [GPU], tolerations: [{ key: 'gpu', operator: 'Exists' }], fits: true, because: 'Exists takes every value' },
  {
    taints: [GPU],
    tolerations: [{ key: 'gpu', operator: 'Exists', value: 'h100' }],
    fits: true,
    because: 'Exists ignores its value',
  },
  { taints: [GPU], tolerations: [{ operator: 'Exists' }], fits: true, because: 'no key and Exists is everything' },
  {
    taints: [GPU],
    tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute' }],
    fits: false,
    because: 'another effect',
  },
  { taints: [GPU], tolerations: [{ value: 'a100' }], fits: false, because: 'no key and Equal is nothing' },
  { taints: [{ ...GPU, effect: 'NoExecute' }], tolerations: [], fits: false, because: 'NoExecute filters too' },
  {
    taints: [{ ...GPU, effect: 'PreferNoSchedule' }],
    tolerations: [],
    fits: true,
    because: 'a preference is no filter',
  },
  {
    taints: [GPU, { key: 'spot', value: '', effect: 'NoSchedule' }],
    tolerations: [{ key: 'gpu', operator: 'Exists' }],
    fits: false,
    because: 'every taint must be tolerated',
  },
]

test.each(rows)('$taints against $tolerations: $fits, $because', ({ taints, tolerations, fits }) => {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape({}, { taints }) }])
  expect(passing(cluster, 'TaintToleration', podTemplate({}, { tolerations }))).toEqual(fits ? ['node'] : [])
})
