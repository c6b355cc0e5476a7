import { z } from 'zod'
import { type Random, randomStream } from '../../src/base/random.ts'
import { Cluster } from '../../src/cluster/cluster.ts'
import { ZONE_LABEL } from '../../src/cluster/node-table.ts'
import type { PodClass } from '../../src/cluster/pod-class.ts'
import { viewOf } from '../../src/cluster/view.ts'
import { Placement } from '../../src/engine/placement/placement.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import type { NodeShape } from '../../src/model/cluster-spec.ts'
import type { PluginRef } from '../../src/model/plugin-ref.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { placementParts } from '../../src/placement-parts.ts'
import { FILTERS } from '../../src/policies/filter/registry.ts'
import { PLACEMENTS } from '../../src/policies/placement/registry.ts'
import type { PluginUse, Profile } from '../../src/policies/placement/types.ts'
import { SCORES } from '../../src/policies/score/registry.ts'

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
  for (const node of nodes) joinNode(cluster, node)
  return cluster
}

/** A node joins and is ready. */
export function joinNode(cluster: Cluster, { name, shape, pool = 0, zone = '', pods = [] }: NodeSaid): number {
  const labels: Record<string, string> = zone === '' ? {} : { [ZONE_LABEL]: zone }
  const row = cluster.addNode({ name, pool, shape, labels }, 0)
  cluster.nodeReady(row, 0)
  for (const template of pods) bindNew(cluster, template, row)
  return row
}

export function bindNew(cluster: Cluster, template: PodTemplate, node: number, nowUs = 0): number {
  const pod = cluster.createPod(cluster.podClass(template), 0, 0, nowUs)
  cluster.bind(pod, node, nowUs)
  return pod
}

function pluginOf<T extends { readonly name: string; readonly options: z.ZodType }>(
  registry: readonly T[],
  use: PluginUse,
) {
  const plugin = registry.find(({ name }) => name === use.plugin)
  if (plugin === undefined) throw new Error(`no plugin ${use.plugin}`)
  return { plugin, options: 'options' in use ? use.options : z.decode(plugin.options, {}) }
}

/** A placement policy on a cluster; `ties` other than its own if said. */
export function placementOn(
  cluster: Cluster,
  ref: PluginRef,
  random: Random = randomStream(1, 'test/ties'),
  ties: Profile['ties'] | null = null,
): Placement {
  const profile = PLACEMENTS.find(({ name }) => name === ref.name)?.profile(ref.options)
  if (profile === undefined) throw new Error(`no placement ${ref.name}`)
  return new Placement(cluster, placementParts({ ...profile, ties: ties ?? profile.ties }), random)
}

/** Name of the node that a policy chooses for a pod, or null. */
export function chosenNode(cluster: Cluster, ref: PluginRef, template: PodTemplate): string | null {
  const row = placementOn(cluster, ref).choose(cluster.podClass(template).id)
  return row === -1 ? null : cluster.nodes.names[row]
}

function rowsOf({ order }: Cluster): Int32Array {
  return order.rows.slice(0, order.count)
}

/** Scores of all nodes by one score plugin that looks at nodes, in node order; `options` decoded. */
export function scoresOf(cluster: Cluster, plugin: string, podClass: PodClass, options: unknown): number[] {
  const score = pluginOf(SCORES, { plugin, options }).plugin.prepare(podClass, viewOf(cluster), options)
  const rows = rowsOf(cluster)
  const totals = new Float64Array(rows.length)
  if (score?.reach === 'candidates') throw new Error(`${plugin} compares candidates`)
  score?.add(rows, rows.length, 1, totals)
  return Array.from(totals)
}

/** Names of the nodes that pass one filter that looks at nodes, in node order. */
export function passing(cluster: Cluster, plugin: string, template: PodTemplate): string[] {
  const found = pluginOf(FILTERS, { plugin })
  const filter = found.plugin.prepare(cluster.podClass(template), viewOf(cluster), found.options)
  const rows = rowsOf(cluster)
  if (filter?.reach === 'candidates') throw new Error(`${plugin} judges candidates`)
  const kept = filter === null ? rows.length : filter.keep(rows, rows.length)
  return Array.from(rows.subarray(0, kept), (row) => cluster.nodes.names[row])
}
