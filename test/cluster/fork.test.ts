import { describe, expect, test } from 'vitest'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { fingerprint } from '../../src/cluster/fingerprint.ts'
import { checkInvariants } from '../../src/cluster/invariants.ts'
import { ZONE_LABEL } from '../../src/cluster/node-table.ts'
import { POD_READY } from '../../src/cluster/pod-table.ts'
import { nodeShape, podTemplate } from '../builders/model.ts'
import { clusterOf } from '../builders/nodes.ts'

const shape = nodeShape({ cpu: 4, memory: 8 })
const web = podTemplate({ cpu: 1, memory: 1 })
const fresh = { name: 'fresh', pool: 1, shape: nodeShape({ cpu: 64, memory: 1 }), labels: { [ZONE_LABEL]: 'b' } }

/** Three ready nodes (the first with a pod), one that boots, a free row, and a pending pod. */
function start() {
  const cluster = clusterOf([
    { name: 'a', shape, pods: [web] },
    { name: 'b', shape },
    { name: 'c', shape },
    { name: 'gone', shape },
  ])
  const booting = cluster.addNode({ name: 'booting', pool: 0, shape, labels: { [ZONE_LABEL]: 'a' } }, 1)
  cluster.removeNode(3)
  const pending = cluster.createPod(cluster.podClass(web), 0, 0, 2)
  return { cluster, booting, pending }
}

const steps: readonly (readonly [name: string, act: (at: ReturnType<typeof start>) => void])[] = [
  ['a node joins in a free row', ({ cluster }) => cluster.addNode(fresh, 5)],
  [
    'nodes join beyond the table',
    ({ cluster }) => {
      for (let i = 0; i < 200; i++) cluster.addNode(fresh, 5)
    },
  ],
  ['a node becomes ready', ({ cluster, booting }) => cluster.nodeReady(booting, 5)],
  ['a node is cordoned', ({ cluster }) => cluster.setCordoned(1, true)],
  ['a node goes', ({ cluster }) => cluster.removeNode(1)],
  [
    'a node goes and others come',
    ({ cluster }) => {
      cluster.removeNode(1)
      cluster.addNode(fresh, 5)
      cluster.addNode(fresh, 6)
    },
  ],
  ['a pod is bound to an empty node', ({ cluster, pending }) => cluster.bind(pending, 1, 5)],
  ['a pod is bound beside another', ({ cluster, pending }) => cluster.bind(pending, 0, 5)],
  [
    'a pod is bound to a node that joined, and goes on',
    ({ cluster, pending }) => {
      const row = cluster.addNode(fresh, 5)
      cluster.nodeReady(row, 6)
      cluster.bind(pending, row, 6)
      cluster.setPodState(pending, POD_READY)
    },
  ],
]

describe('a fork is reverted', () => {
  test.each(steps)('%s', (_, act) => {
    const at = start()
    const before = fingerprint(at.cluster)
    at.cluster.fork()
    act(at)
    expect(fingerprint(at.cluster)).not.toBe(before)
    expect(checkInvariants(at.cluster)).toEqual([])
    at.cluster.revert()
    expect(fingerprint(at.cluster)).toBe(before)
    expect(checkInvariants(at.cluster)).toEqual([])
  })

  test('and may be opened again, inside another one too', () => {
    const at = start()
    const marks: string[] = []
    for (const [, act] of steps.slice(0, 3)) {
      marks.push(fingerprint(at.cluster))
      at.cluster.fork()
      act(at)
    }
    for (const mark of marks.reverse()) {
      at.cluster.revert()
      expect(fingerprint(at.cluster)).toBe(mark)
    }
    expect(() => at.cluster.revert()).toThrow('revert closes a fork')
  })

  test('images pulled in it are forgotten, those from before are kept', () => {
    const { cluster } = start()
    cluster.keepImage(0, 'old')
    cluster.fork()
    cluster.keepImage(0, 'old')
    cluster.keepImage(0, 'new')
    cluster.revert()
    expect([cluster.hasImage(0, 'old'), cluster.hasImage(0, 'new')]).toEqual([true, false])
  })
})

test.each<readonly [string, (cluster: Cluster, pod: number) => unknown, string]>([
  ['created', (cluster) => cluster.createPod(cluster.podClass(web), 0, 0, 5), 'pods are not created inside a fork'],
  ['removed', (cluster, pod) => cluster.removePod(pod, 5), 'pods are not removed inside a fork'],
])('no pod is %s inside a fork', (_, act, complaint) => {
  const { cluster, pending } = start()
  cluster.fork()
  expect(() => act(cluster, pending)).toThrow(complaint)
})

test('a fingerprint is of the state, not of the way to it', () => {
  const { cluster } = start()
  const cordoned = (order: readonly number[]) => {
    cluster.fork()
    for (const node of order) cluster.setCordoned(node, true)
    const mark = fingerprint(cluster)
    cluster.revert()
    return mark
  }
  expect(cordoned([0])).not.toBe(cordoned([1]))
  expect(cordoned([0, 1])).toBe(cordoned([1, 0]))
})
