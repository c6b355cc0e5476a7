import type { GpuShape, TargetShape } from '../model/gpus.ts'
import type { Cluster } from './cluster.ts'
import type { NamespaceLabels } from './matching.ts'
import type { NodeGroup } from './node-table.ts'
import type { PodClass } from './pod-class.ts'
import type { TallySpec } from './tally-table.ts'

/** A column that policies may read; the compiler refuses a write. */
export interface Column {
  readonly length: number
  readonly [index: number]: number
}

/**
 * What policies see of the nodes: read-only columns of `NodeTable`, by node row.
 * Hoist the columns that a loop reads to locals before the loop; do not keep them after the call.
 */
export interface NodesView {
  readonly names: readonly string[]
  readonly groups: readonly NodeGroup[]
  readonly group: Column
  readonly pool: Column
  readonly offering: Column
  readonly state: Column
  readonly emptySinceUs: Column
  readonly cordoned: Column
  readonly cordonedCount: number
  readonly podCount: Column
  readonly maxPods: Column
  readonly nonZeroCpuMilli: Column
  readonly nonZeroMemoryBytes: Column
  readonly allocatable: readonly Column[]
  readonly requested: readonly Column[]
  readonly devices: DevicesView
}

/** What policies see of the GPUs: columns of `DeviceTable`. */
export interface DevicesView {
  readonly stride: number
  readonly free: Int32Array
  readonly freeOfNode: Column
  readonly shapes: readonly (GpuShape | null)[]
}

/** The cluster as policies see it. */
export interface ClusterView {
  readonly resources: readonly string[]
  readonly pools: readonly string[]
  readonly nodes: NodesView
  readonly classes: readonly PodClass[]
  readonly namespaces: NamespaceLabels
  /** Which nodes changed, for whoever keeps something per node: see `ChangeLog`. */
  readonly changes: { readonly version: number; since(version: number, rows: Int32Array): number }
  readonly targetWorkload: readonly TargetShape[]
  readonly tallies: {
    /** [tally][node] and [tally][group]: sums of weights; [tally]: over all nodes. */
    readonly columns: readonly Column[]
    readonly groupSums: readonly Column[]
    readonly totals: readonly number[]
  }
  /** The number of a tally, kept up to date from now on. Counting changes nothing that another policy could see. */
  tally(spec: TallySpec): number
  /** The tally of an image: 1 on nodes that have it. */
  imageTally(image: string): number
}

/** The same object, with nothing to write to. */
export function viewOf(cluster: Cluster): ClusterView {
  return cluster
}
