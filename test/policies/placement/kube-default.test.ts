import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Taint } from '../../../src/model/cluster-spec.ts'
import { NO_AFFINITY, PLAIN_SCHEDULING } from '../../../src/model/scheduling.ts'
import { kubeDefault } from '../../../src/policies/placement/kube-default.ts'
import { MIB } from '../../builders/amounts.ts'
import { image, nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const profile = (options = {}) => kubeDefault.profile(z.decode(kubeDefault.options, options))

describe('profile', () => {
  test('the default scores with their default weights, all filters, all nodes', () => {
    const { scores, filters, ties, percentageOfNodesToScore } = profile()
    expect(scores.map(({ plugin, weight }) => `${plugin} ${weight}`)).toEqual([
      'TaintToleration 3',
      'NodeAffinity 2',
      'NodeResourcesFit 1',
      'PodTopologySpread 2',
      'InterPodAffinity 2',
      'NodeResourcesBalancedAllocation 1',
      'ImageLocality 1',
    ])
    expect({ filters, ties, percentageOfNodesToScore }).toEqual({
      filters: undefined,
      ties: 'first',
      percentageOfNodesToScore: 100,
    })
  })

  test('options go where they belong', () => {
    const { scores, ties, percentageOfNodesToScore } = profile({
      balancedAllocation: 'v1.35',
      ties: 'random',
      percentageOfNodesToScore: 0,
    })
    const balanced = scores.find(({ plugin }) => plugin === 'NodeResourcesBalancedAllocation')
    expect(balanced?.options).toMatchObject({ formula: 'v1.35' })
    expect({ ties, percentageOfNodesToScore }).toEqual({ ties: 'random', percentageOfNodesToScore: 0 })
  })
})

describe('choice', () => {
  const shape = nodeShape({ cpu: 4, memory: 8 })
  const SPOT: Taint = { key: 'spot', value: '', effect: 'PreferNoSchedule' }
  const pod = podTemplate({ cpu: 1, memory: 2 })

  test('the emptier node: LeastAllocated 75 against 50, BalancedAllocation 75 each', () => {
    const cluster = clusterOf([
      { name: 'used', shape, pods: [pod] },
      { name: 'empty', shape },
    ])
    expect(chosenNode(cluster, placement('kube-default'), pod)).toBe('empty')
  })

  test('an avoided taint weighs 3 × 100, more than being empty does', () => {
    const cluster = clusterOf([
      { name: 'spot', shape: nodeShape({ cpu: 4, memory: 8 }, { taints: [SPOT] }) },
      { name: 'used', shape, pods: [pod, pod, pod] },
    ])
    expect(chosenNode(cluster, placement('kube-default'), pod)).toBe('used')
  })

  test('a preferred label weighs 2 × 100: not as much as a taint', () => {
    const preference = { matchExpressions: [{ key: 'disk', operator: 'Exists', values: [] }], matchFields: [] } as const
    const affinity = { ...NO_AFFINITY, node: { required: null, preferred: [{ weight: 1, preference }] } }
    const wishing = podTemplate({ cpu: 1, memory: 2 }, { scheduling: { ...PLAIN_SCHEDULING, affinity } })
    const labels = { disk: 'ssd' }
    const used = { name: 'used', shape, pods: [pod] }
    const ssd = { name: 'ssd', shape: nodeShape({ cpu: 4, memory: 8 }, { labels }), pods: [pod, pod] }
    const spot = { name: 'spot', shape: nodeShape({ cpu: 4, memory: 8 }, { labels, taints: [SPOT] }) }
    expect(chosenNode(clusterOf([used, ssd]), placement('kube-default'), wishing)).toBe('ssd')
    expect(chosenNode(clusterOf([used, spot]), placement('kube-default'), wishing)).toBe('used')
  })

  test('an image that is there: 100 × (500 − 23) div 977 = 48, more than 25 less room', () => {
    const images = [image('app:1', 1000 * MIB)]
    const cluster = clusterOf([
      { name: 'empty', shape },
      { name: 'has it', shape, pods: [pod] },
    ])
    expect(chosenNode(cluster, placement('kube-default'), podTemplate({ cpu: 1, memory: 2 }, { images }))).toBe('empty')
    cluster.keepImage(1, 'app:1')
    expect(chosenNode(cluster, placement('kube-default'), podTemplate({ cpu: 1, memory: 2 }, { images }))).toBe(
      'has it',
    )
  })
})
