import { expect } from 'vitest'
import { compareVictims, podsToDelete, type ReplicaPod } from '../../src/engine/scale-down/victim-order.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface PodSaid {
  readonly name: string
  readonly node: string
  readonly phase: ReplicaPod['phase']
  readonly ready: boolean
  readonly maxRestarts: number
  readonly readyAgeSeconds: number | null
  readonly ageSeconds: number | null
  readonly deletionCost?: number
}

interface File {
  readonly plainOrder: readonly PodSaid[]
  readonly pods: Readonly<Record<string, PodSaid>>
  readonly equal: readonly (readonly [string, string])[]
  readonly firstDeleted: readonly {
    readonly first: string
    readonly firstRank: number
    readonly second: string
    readonly secondRank: number
    readonly ignoreDeletionCost?: boolean
  }[]
  readonly podKinds: Readonly<Record<string, PodSaid>>
  readonly podsToDelete: readonly (NamedCase & {
    readonly pods: readonly string[]
    readonly related: readonly string[]
    readonly count: number
    readonly expected: readonly string[]
  })[]
  readonly slowStart: readonly NamedCase[]
}

const microseconds = (seconds: number | null) => (seconds === null ? null : seconds * 1e6)

function replica(said: PodSaid, colocated: number): ReplicaPod & { readonly name: string } {
  return {
    name: said.name,
    assigned: said.node !== '',
    phase: said.phase,
    ready: said.ready,
    deletionCost: said.deletionCost ?? 0,
    colocated,
    readyAgeUs: microseconds(said.readyAgeSeconds),
    ageUs: microseconds(said.ageSeconds),
    restarts: said.maxRestarts,
    sequence: 0,
  }
}

const file = vectors<File>('pod_deletion_order.json')

conform(
  'the order in which replicas are deleted: a whole list',
  file === null ? undefined : [{ name: 'all pods', pods: file.plainOrder }],
  ({ pods }) => {
    const made = pods.map((pod) => replica(pod, 0))
    expect([...made].reverse().sort(compareVictims)).toEqual(made)
  },
)

conform(
  'replicas that are as good as each other',
  file?.equal.map(([a, b]) => ({ name: `${a} and ${b}`, a, b })),
  ({ a, b }) => {
    expect(compareVictims(replica(file?.pods[a] as PodSaid, 1), replica(file?.pods[b] as PodSaid, 1))).toBe(0)
  },
)

conform(
  'which of two replicas is deleted first',
  file?.firstDeleted.map((pair) => ({ ...pair, name: `${pair.first} before ${pair.second}` })),
  ({ first, firstRank, second, secondRank, ignoreDeletionCost }) => {
    const [a, b] = [
      replica(file?.pods[first] as PodSaid, firstRank),
      replica(file?.pods[second] as PodSaid, secondRank),
    ]
    const costless = (pod: ReplicaPod) => (ignoreDeletionCost === true ? { ...pod, deletionCost: 0 } : pod)
    expect(compareVictims(costless(a), costless(b))).toBeLessThan(0)
    expect(compareVictims(costless(b), costless(a))).toBeGreaterThan(0)
  },
)

conform('which replicas are deleted', file?.podsToDelete, ({ pods, related, count, expected }) => {
  const kinds = file?.podKinds as File['podKinds']
  const onNode = (node: string) => related.filter((name) => kinds[name].node === node).length
  const made = pods.map((kind) => ({ ...replica(kinds[kind], onNode(kinds[kind].node)), kind }))
  expect(podsToDelete(made, count).map(({ kind }) => kind)).toEqual(expected)
})

conform(
  'batches in which replicas are created',
  file?.slowStart,
  () => {},
  () => 'creating a pod never fails, so all batches come at the same instant',
)
