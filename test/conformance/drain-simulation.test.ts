import { expect } from 'vitest'
import { randomStream } from '../../src/base/random.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { removableInTurn } from '../../src/engine/node-what-if/removals.ts'
import { Placement } from '../../src/engine/placement/placement.ts'
import { placementParts, profileOf } from '../../src/placement-parts.ts'
import { placement } from '../builders/model.ts'
import { clusterOf, templateOf } from './cluster-of.ts'
import type { Labels, VectorNode, VectorPod } from './vector-shapes.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface NodeSaid {
  readonly name: string
  readonly cpu: number
  readonly memory: number
  readonly labels?: Labels
  readonly deleting?: boolean
}

interface PodSaid {
  readonly name: string
  readonly cpu: number
  readonly memory: number
  readonly node: string | null
  readonly labels?: Labels
  readonly spread?: { readonly nodeTaintsPolicy: string; readonly matchLabels: Labels }
}

interface Evicted extends PodSaid {
  readonly owner: string | null
  readonly ownerName?: string
}

interface File {
  readonly nodeRemoval: readonly (NamedCase & {
    readonly candidate: string
    readonly nodes: readonly NodeSaid[]
    readonly pods: readonly PodSaid[]
    readonly expectedMoved: readonly string[] | null
  })[]
  readonly planner: readonly (NamedCase & {
    readonly nodes: readonly NodeSaid[]
    readonly pods: readonly PodSaid[]
    readonly recentlyEvicted: readonly Evicted[]
    readonly replicaSets: Readonly<Record<string, { readonly desired: number; readonly current: number }>>
    readonly eligible: readonly string[]
    readonly expectedUnneeded: readonly string[]
  })[]
}

const file = vectors<File>('ca_scaledown.json')

function podOf({ name, cpu, memory, node, labels = {}, spread }: PodSaid): VectorPod {
  const { matchLabels, ...constraint } = spread ?? { matchLabels: {} }
  return {
    name,
    node: node ?? '',
    labels,
    containers: [{ requests: { cpu, memory } }],
    ...(spread === undefined
      ? {}
      : {
          topologySpreadConstraints: [
            { ...constraint, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels } },
          ],
        }),
  } as unknown as VectorPod
}

function world(nodes: readonly NodeSaid[], pods: readonly PodSaid[]) {
  const built = clusterOf({
    nodes: nodes.map(
      ({ name, cpu, memory, labels = {}, deleting }): VectorNode => ({
        name,
        labels,
        allocatable: { cpu, memory, pods: 110 },
        unschedulable: deleting === true,
      }),
    ),
    existingPods: pods.map(podOf),
    pod: podOf({ name: 'none', cpu: 0, memory: 0, node: null }),
  })
  const parts = placementParts(profileOf(placement('kube-default')))
  const { cluster } = built
  return { built, cluster, trial: new Placement(cluster, parts, randomStream(1, 'test')), nowUs: 0 }
}

conform(
  'whether the pods of a node fit elsewhere',
  file?.nodeRemoval,
  ({ candidate, nodes, pods, expectedMoved }) => {
    const trying = world(nodes, pods)
    expect(removableInTurn(trying, [trying.built.rowOf(candidate)], 1).verdicts).toEqual([expectedMoved !== null])
  },
  ({ pods, expectedMoved }) =>
    expectedMoved !== null && pods.some(({ spread }) => spread?.nodeTaintsPolicy === 'Honor')
      ? 'a node that is to go is cordoned, not tainted'
      : null,
)

/** Pods that their controllers make again: those of a set up to its size; a daemon's and static ones go with their node. */
function madeAgain(evicted: readonly Evicted[], sets: File['planner'][number]['replicaSets']): Evicted[] {
  const left = new Map(Object.entries(sets).map(([name, { desired, current }]) => [name, desired - current]))
  return evicted.filter(({ owner, ownerName = '' }) => {
    if (owner !== 'ReplicaSet') return owner === null
    const missing = left.get(ownerName) ?? 0
    left.set(ownerName, missing - 1)
    return missing > 0
  })
}

function placeFirst(cluster: Cluster, trial: Placement, pod: Evicted): void {
  const podClass = cluster.podClass(templateOf(podOf(pod)))
  const node = trial.firstFit(podClass.id, cluster.order.rows.slice(0, cluster.order.count))
  if (node !== -1) cluster.bind(cluster.createPod(podClass, 0, 0, 0), cluster.order.rows[node], 0)
}

conform('which nodes are unneeded one after the other', file?.planner, (vector) => {
  const trying = world(vector.nodes, vector.pods)
  for (const pod of madeAgain(vector.recentlyEvicted, vector.replicaSets)) placeFirst(trying.cluster, trying.trial, pod)
  const candidates = vector.eligible.map((name) => trying.built.rowOf(name))
  const { verdicts } = removableInTurn(trying, candidates, candidates.length)
  expect(vector.eligible.filter((_, i) => verdicts[i])).toEqual(vector.expectedUnneeded)
})
