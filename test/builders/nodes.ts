import { type Random, randomStream } from '../../src/base/random.ts'
import { Cluster } from '../../src/cluster/cluster.ts'
import type { PodClass } from '../../src/cluster/pod-class.ts'
import { Placement } from '../../src/engine/placement.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import type { NodeShape } from '../../src/model/cluster-spec.ts'
import type { PluginRef } from '../../src/model/plugin-ref.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { FILTERS } from '../../src/policies/filter/registry.ts'
import { PLACEMENTS } from '../../src/policies/placement/registry.ts'
import { SCORES } from '../../src/policies/score/registry.ts'
import type { Profile } from '../../src/policies/types.ts'

export interface NodeSaid {
  readonly name: string
  readonly shape: NodeShape
  readonly pool?: number
  readonly zone?: string
  /** Pods that are bound to it. */
  readonly pods?: readonly PodTemplate[]
}

/** A cluster of ready nodes with pods on them; rows are places in the list. */
export function clusterOf(
  nodes: readonly NodeSaid[],
  extended: readonly string[] = [],
  pools = ['general', 'other'],
): Cluster {
  const cluster = new Cluster([...BASE_RESOURCES, ...extended], pools)
  for (const { name, shape, pool = 0, zone = '', pods = [] } of nodes) {
    const row = cluster.addNode({ name, pool, shape, zone }, 0)
    cluster.nodeReady(row, 0)
    for (const template of pods) bindNew(cluster, template, row)
  }
  return cluster
}

export function bindNew(cluster: Cluster, template: PodTemplate, node: number, nowUs = 0): number {
  const pod = cluster.createPod(cluster.podClass(template), 0, 0, nowUs)
  cluster.bind(pod, node, nowUs)
  return pod
}

/** A placement policy on a cluster, its profile looked up in the registries as a run does it; `ties` other than its own if said. */
export function placementOn(
  cluster: Cluster,
  ref: PluginRef,
  random: Random = randomStream(1, 'test/ties'),
  ties: Profile['ties'] | null = null,
): Placement {
  const profile = PLACEMENTS.find(({ name }) => name === ref.name)?.profile(ref.options)
  if (profile === undefined) throw new Error(`no placement ${ref.name}`)
  const scores = profile.scores.map(({ plugin: wanted, weight, options = {} }) => {
    const plugin = SCORES.find(({ name }) => name === wanted)
    if (plugin === undefined) throw new Error(`no score ${wanted}`)
    return { plugin, weight, options }
  })
  return new Placement(cluster, { filters: FILTERS, scores, ties: ties ?? profile.ties, random })
}

/** Name of the node that a policy chooses for a pod, or null. */
export function chosenNode(cluster: Cluster, ref: PluginRef, template: PodTemplate): string | null {
  const row = placementOn(cluster, ref).choose(cluster.podClass(template).id)
  return row === -1 ? null : cluster.nodes.names[row]
}

/** Scores of all nodes by one score plugin, in node order. */
export function scoresOf(cluster: Cluster, plugin: string, podClass: PodClass, options: unknown): number[] {
  const score = SCORES.find(({ name }) => name === plugin)
  if (score === undefined) throw new Error(`no score ${plugin}`)
  const rows = cluster.nodeOrder.slice(0, cluster.nodeCount)
  const totals = new Float64Array(rows.length)
  score.prepare(podClass, cluster, options)(rows, rows.length, 1, totals)
  return Array.from(totals)
}

/** Names of the nodes that pass one filter, in node order. */
export function passing(cluster: Cluster, plugin: string, template: PodTemplate): string[] {
  const filter = FILTERS.find(({ name }) => name === plugin)
  if (filter === undefined) throw new Error(`no filter ${plugin}`)
  const rows = cluster.nodeOrder.slice(0, cluster.nodeCount)
  const kept = filter.prepare(cluster.podClass(template), cluster)(rows, rows.length)
  return Array.from(rows.subarray(0, kept), (row) => cluster.nodes.names[row])
}
