import { expect, test } from 'vitest'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { checkInvariants } from '../../src/cluster/invariants.ts'
import { NODE_FREE } from '../../src/cluster/node-table.ts'
import { POD_FREE, POD_PENDING } from '../../src/cluster/pod-table.ts'
import { nodeShape, podTemplate } from '../builders/model.ts'
import { clusterOf } from '../builders/nodes.ts'

const web = podTemplate({ cpu: 1, memory: 1, disk: 1 })

/** Pods 0, 1, 2 on n0 (listed as 2, 1, 0), pod 3 on n1, pod 4 pending; n2 is empty. */
function sound(): Cluster {
  const shape = nodeShape({ cpu: 4, memory: 8, disk: 100 }, { maxPods: 3 })
  const cluster = clusterOf([
    { name: 'n0', shape, pods: [web, web, web] },
    { name: 'n1', shape, pods: [web] },
    { name: 'n2', shape },
  ])
  cluster.createPod(cluster.podClass(web), 0, 0, 0)
  cluster.tally({ key: 'apps', countsTerminating: true, weightOf: () => 1 })
  return cluster
}

test('a sound cluster has nothing broken', () => {
  expect(checkInvariants(sound())).toEqual([])
})

const corruptions: readonly (readonly [sentence: string, corrupt: (cluster: Cluster) => void])[] = [
  ['a node stands twice in the node order', ({ order }) => (order.rows[2] = 0)],
  ['node row 2 exists and order disagree', ({ nodes }) => (nodes.state[2] = NODE_FREE)],
  ['node row 2 exists and order disagree', ({ order, nodes }) => order.remove(2, nodes.groups[nodes.group[2]].labels)],
  ['tally "apps" of node row 0 is 2, its pods make 3', ({ tallies }) => tallies.columns[0][0]--],
  ['tally "apps" of group 0 is 5, its nodes make 4', ({ tallies }) => tallies.groupSums[0][0]++],
  ['tally "apps" is 3 in all, its groups make 4', ({ tallies }) => tallies.totals[0]--],
  ['pod row 3 in state 0: bound true', ({ pods }) => (pods.state[3] = POD_FREE)],
  ['pod row 3 in state 1: bound true', ({ pods }) => (pods.state[3] = POD_PENDING)],
  ['pod row 4 in state 5: bound false', ({ pods }) => (pods.state[4] = 5)],
  ['5 pods name a node, nodes list 4', ({ pods }) => (pods.node[4] = 2)],
  ['pod row 3 is listed by node 1 but names 0', ({ pods }) => (pods.node[3] = 0)],
  ['pod row 1 has a wrong back link', ({ pods }) => (pods.previousOnNode[1] = -1)],
  ['n0 counts 3 pods, lists 1', ({ pods }) => (pods.nextOnNode[2] = -1)],
  ['the pods of node row 0 go round in a circle', ({ pods }) => (pods.nextOnNode[0] = 2)],
  ['n1 counts 2 pods, lists 1', ({ nodes }) => (nodes.podCount[1] = 2)],
  ['n0 holds 3 pods, more than 2', ({ nodes }) => (nodes.maxPods[0] = 2)],
  ['n1: requested cpu is not the sum over its pods', ({ nodes }) => (nodes.requested[0][1] -= 1)],
  ['n1: requested ephemeral-storage is not the sum over its pods', ({ nodes }) => (nodes.requested[2][1] += 1)],
  ['n1: non-zero cpu is not the sum over its pods', ({ nodes }) => (nodes.nonZeroCpuMilli[1] = 0)],
  ['n1: non-zero memory is not the sum over its pods', ({ nodes }) => (nodes.nonZeroMemoryBytes[1] += 1)],
  ['n1: more memory requested than allocatable', ({ nodes }) => (nodes.allocatable[1][1] = 1)],
  ['n2: requested memory is not the sum over its pods', ({ nodes }) => (nodes.requested[1][2] = Number.NaN)],
]

test.each(corruptions)('%s', (sentence, corrupt) => {
  const cluster = sound()
  corrupt(cluster)
  expect(checkInvariants(cluster)).toContain(sentence)
})
