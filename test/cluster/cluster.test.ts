import { describe, expect, test } from 'vitest'
import { Cluster } from '../../src/cluster/cluster.ts'
import { checkInvariants } from '../../src/cluster/invariants.ts'
import { NODE_BOOTING, NODE_FREE, NODE_READY, ZONE_LABEL } from '../../src/cluster/node-table.ts'
import { POD_FREE, POD_PENDING, POD_PULLING, POD_READY } from '../../src/cluster/pod-table.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import { GIB } from '../builders/amounts.ts'
import { nodeShape, podTemplate } from '../builders/model.ts'
import { bindNew, clusterOf } from '../builders/nodes.ts'

const shape = nodeShape({ cpu: 4, memory: 8, disk: 100 }, { maxPods: 5 })
const web = podTemplate({ cpu: 1, memory: 2 })

const namesInOrder = (cluster: Cluster) =>
  Array.from(cluster.order.rows.subarray(0, cluster.order.count), (row) => cluster.nodes.names[row])

/** Pods of a node, as it lists them. */
function listed({ nodes, pods }: Cluster, node: number): number[] {
  const list: number[] = []
  for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) list.push(pod)
  return list
}

describe('nodes', () => {
  test('a node boots, is ready, and is empty since then', () => {
    const cluster = new Cluster(BASE_RESOURCES, ['general'])
    const row = cluster.addNode({ name: 'n0', pool: 0, shape, labels: { [ZONE_LABEL]: 'a' } }, 5)
    expect(cluster.nodes.state[row]).toBe(NODE_BOOTING)
    cluster.nodeReady(row, 65)
    expect(cluster.nodes.state[row]).toBe(NODE_READY)
    expect(cluster.nodes.emptySinceUs[row]).toBe(65)
    expect(cluster.nodes.allocatable.map((column) => column[row])).toEqual([4000, 8 * GIB, 100 * GIB])
    expect(() => cluster.nodeReady(row, 70)).toThrow('n0 becomes ready once')
  })

  test('a removed node leaves its place; the next one takes its row and joins at the end', () => {
    const cluster = clusterOf(['a', 'b', 'c'].map((name) => ({ name, shape })))
    cluster.removeNode(1)
    expect(namesInOrder(cluster)).toEqual(['a', 'c'])
    expect(cluster.nodes.state[1]).toBe(NODE_FREE)
    expect(cluster.addNode({ name: 'd', pool: 0, shape, labels: {} }, 9)).toBe(1)
    expect(namesInOrder(cluster)).toEqual(['a', 'c', 'd'])
    expect(checkInvariants(cluster)).toEqual([])
  })

  test('only an empty node is removed', () => {
    const cluster = clusterOf([{ name: 'n0', shape, pods: [web] }])
    expect(() => cluster.removeNode(0)).toThrow('n0 is removed only when it is empty')
  })

  test('a row that is used again knows nothing of the node before', () => {
    const cluster = clusterOf([{ name: 'n0', shape }])
    cluster.keepImage(0, 'app')
    cluster.setCordoned(0, true)
    cluster.removeNode(0)
    cluster.addNode({ name: 'n1', pool: 1, shape: nodeShape({ cpu: 1 }), labels: {} }, 9)
    expect(cluster.hasImage(0, 'app')).toBe(false)
    expect(cluster.nodes.cordoned[0]).toBe(0)
    expect(cluster.nodes.allocatable.map((column) => column[0])).toEqual([1000, 0, 0])
  })

  test('hundreds of them keep their order while tables grow', () => {
    const cluster = clusterOf(Array.from({ length: 300 }, (_, i) => ({ name: `n${i}`, shape })))
    for (let row = 0; row < 300; row += 2) cluster.removeNode(row)
    expect(namesInOrder(cluster)).toEqual(Array.from({ length: 150 }, (_, i) => `n${2 * i + 1}`))
    expect(checkInvariants(cluster)).toEqual([])
  })
})

describe('groups', () => {
  const group = (cluster: Cluster, row: number) => cluster.nodes.group[row]

  test.each([
    { one: { shape }, other: { shape }, same: true, because: 'all is equal' },
    {
      one: { shape },
      other: { shape: nodeShape({ cpu: 64 }) },
      same: true,
      because: 'size is no static fact of a group',
    },
    { one: { shape, zone: 'a' }, other: { shape, zone: 'b' }, same: false, because: 'the zone is a label' },
    { one: { shape, pool: 0 }, other: { shape, pool: 1 }, same: false, because: 'pools weigh differently' },
    {
      one: { shape: nodeShape({}, { labels: { a: '1', b: '2' } }) },
      other: { shape: nodeShape({}, { labels: { b: '2', a: '1' } }) },
      same: true,
      because: 'labels have no order',
    },
    {
      one: { shape: nodeShape({}, { labels: { 'kubernetes.io/hostname': 'one' } }) },
      other: { shape: nodeShape({}, { labels: { 'kubernetes.io/hostname': 'other' } }) },
      same: true,
      because: 'every node has a host name of its own',
    },
    {
      one: { shape: nodeShape({}, { labels: { 'kubernetes.io/hostname': 'x' } }) },
      other: { shape: nodeShape({}, { labels: { 'kubernetes.io/hostname': 'y' } }) },
      same: false,
      because: 'a host name that is not the name of the node is a label like any other',
    },
    {
      one: { shape: nodeShape({}, { taints: [{ key: 'gpu', value: '', effect: 'NoSchedule' }] }) },
      other: { shape },
      same: false,
      because: 'a taint keeps pods away',
    },
  ])('$because: $same', ({ one, other, same }) => {
    const cluster = clusterOf([
      { name: 'one', ...one },
      { name: 'other', ...other },
    ])
    expect(group(cluster, 0) === group(cluster, 1)).toBe(same)
  })

  test('a group asked for in advance is the one that its nodes get', () => {
    const cluster = new Cluster(BASE_RESOURCES, ['general'])
    const known = cluster.groupOf({ name: 'n', pool: 0, shape, labels: { [ZONE_LABEL]: 'a' } })
    expect(group(cluster, cluster.addNode({ name: 'n', pool: 0, shape, labels: { [ZONE_LABEL]: 'a' } }, 0))).toBe(known)
    expect(cluster.nodes.groups[known].labels.get('topology.kubernetes.io/zone')).toBe('a')
  })
})

describe('pods', () => {
  test('a pod is pending, then bound and counted, then gone', () => {
    const cluster = clusterOf([{ name: 'n0', shape }])
    const { nodes, pods } = cluster
    const pod = cluster.createPod(cluster.podClass(web), 3, 7, 10)
    expect([pods.state[pod], pods.node[pod], pods.workload[pod], pods.batch[pod], pods.createdUs[pod]]).toEqual([
      POD_PENDING,
      -1,
      3,
      7,
      10,
    ])
    cluster.bind(pod, 0, 20)
    expect([pods.state[pod], pods.node[pod], pods.boundUs[pod]]).toEqual([POD_PULLING, 0, 20])
    expect([nodes.podCount[0], nodes.requested[0][0], nodes.requested[1][0]]).toEqual([1, 1000, 2 * GIB])
    expect(() => cluster.bind(pod, 0, 30)).toThrow('only a pending pod is bound')
    cluster.removePod(pod, 40)
    expect([nodes.podCount[0], nodes.requested[0][0], nodes.emptySinceUs[0]]).toEqual([0, 0, 40])
    expect([pods.state[pod], pods.generation[pod]]).toEqual([POD_FREE, 1])
  })

  test.each([
    { gone: 0, left: [2, 1], because: 'the last of the list' },
    { gone: 1, left: [2, 0], because: 'in the middle' },
    { gone: 2, left: [1, 0], because: 'the first of the list, bound most recently' },
  ])('without pod $gone the node lists $left: $because', ({ gone, left }) => {
    const cluster = clusterOf([{ name: 'n0', shape, pods: [web, web, web] }])
    expect(listed(cluster, 0)).toEqual([2, 1, 0])
    cluster.removePod(gone, 5)
    expect(listed(cluster, 0)).toEqual(left)
    expect(checkInvariants(cluster)).toEqual([])
  })

  test('an idle time starts when the last pod leaves, not before', () => {
    const cluster = clusterOf([{ name: 'n0', shape, pods: [web, web] }])
    cluster.removePod(0, 100)
    expect(cluster.nodes.emptySinceUs[0]).toBe(0)
    cluster.removePod(1, 200)
    expect(cluster.nodes.emptySinceUs[0]).toBe(200)
  })

  test('a row that is used again is another pod: later in sequence, of the next generation', () => {
    const cluster = clusterOf([{ name: 'n0', shape, pods: [web] }])
    cluster.removePod(0, 5)
    const again = cluster.createPod(cluster.podClass(web), 0, 0, 6)
    expect(again).toBe(0)
    expect([cluster.pods.sequence[0], cluster.pods.generation[0]]).toEqual([1, 1])
  })
})

describe('classes', () => {
  test.each([
    { other: podTemplate({ cpu: 1, memory: 2 }), same: true, because: 'all is equal' },
    { other: podTemplate({ cpu: 2, memory: 2 }), same: false, because: 'it requests more' },
    { other: podTemplate({ cpu: 1, memory: 2 }, { priority: 1 }), same: false, because: 'its priority is higher' },
    {
      other: podTemplate({ cpu: 1, memory: 2 }, { nodeSelector: { a: 'b' } }),
      same: false,
      because: 'it may not go everywhere',
    },
    {
      other: podTemplate({ cpu: 1, memory: 2 }, { limits: { cpu: 9000 } }),
      same: true,
      because: 'limits are none of the scheduler’s business',
    },
  ])('$because: $same', ({ other, same }) => {
    const cluster = clusterOf([])
    expect(cluster.podClass(web).id === cluster.podClass(other).id).toBe(same)
  })

  test.each([
    { asked: {}, cpu: 100, memory: 200 * 1024 * 1024, because: 'both defaults' },
    { asked: { cpu: 0 }, cpu: 0, memory: 200 * 1024 * 1024, because: 'a written 0 is 0' },
    { asked: { cpu: 2, memory: 1 }, cpu: 2000, memory: GIB, because: 'as written' },
  ])('$asked counts as $cpu m and $memory bytes in scores: $because', ({ asked, cpu, memory }) => {
    const podClass = clusterOf([]).podClass(podTemplate(asked))
    expect([podClass.nonZeroCpuMilli, podClass.nonZeroMemoryBytes]).toEqual([cpu, memory])
  })
})

test('base resources come first', () => {
  expect(() => new Cluster(['memory', 'cpu', 'ephemeral-storage'], [])).toThrow('base resources in its first columns')
})

test('a bound pod may be set to any stage', () => {
  const cluster = clusterOf([{ name: 'n0', shape }])
  const pod = bindNew(cluster, web, 0)
  cluster.setPodState(pod, POD_READY)
  expect(cluster.pods.state[pod]).toBe(POD_READY)
  expect(checkInvariants(cluster)).toEqual([])
})
