import type { Distribution } from '../base/distribution.ts'
import type { Amounts } from './amounts.ts'
import type { GpuShape, TargetShape } from './gpus.ts'
import type { PodDisruptionBudget } from './pod-disruption-budget.ts'
import type { TaintEffect } from './workload.ts'

export interface Taint {
  readonly key: string
  readonly value: string
  readonly effect: TaintEffect
}

/** What the scheduler sees of a node, apart from its name, its zone and its pods. */
export interface NodeShape {
  readonly capacity: Amounts
  /** Capacity less what the system reserves: the scheduler's limit. */
  readonly allocatable: Amounts
  readonly maxPods: number
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
  /** Devices that pods may share; absent: none. An extended resource such as nvidia.com/gpu is an amount like any other. */
  readonly gpus?: GpuShape
}

/** A machine that a pool's nodes can be, and what it costs. */
export interface Offering {
  /** Null: the pool says itself what its nodes have. */
  readonly instanceType: string | null
  readonly purchase: 'on-demand' | 'spot'
  readonly shape: NodeShape
  readonly pricePerHour: number
}

export interface NodePool {
  readonly name: string
  /** Of the first offering. */
  readonly shape: NodeShape
  /** Nodes made from `shape` that are ready at the start. */
  readonly count: number
  /** Nodes listed one by one (an imported inventory), ready at the start as well. */
  readonly listed: readonly { readonly name: string; readonly shape: NodeShape }[]
  /** Bounds for a node autoscaler, on the pool's whole size. */
  readonly limits: { readonly min: number; readonly max: number }
  /** New nodes go to these zones in turn; empty: no zone label. */
  readonly zones: readonly string[]
  /** Cordoned: its nodes keep what is on them and take no new pods. */
  readonly unschedulable: boolean
  /** Of the first offering. */
  readonly pricePerHour: number
  /** What new nodes may be; those at the start are the first. */
  readonly offerings: readonly Offering[]
  /** Machines that never come, as a share of those ordered, and the most that the provider gives at once; null: no end. */
  readonly provisioning: { readonly failureShare: number; readonly quota: number | null }
  readonly bootTimeUs: Distribution
}

export interface ClusterSpec {
  readonly pools: readonly NodePool[]
  readonly disruptionBudgets: readonly PodDisruptionBudget[]
  /** Labels of each namespace, which affinity terms may select by. */
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Kinds of pods that fragmentation of GPUs is measured against; absent: those of the workloads themselves. */
  readonly targetWorkload?: readonly TargetShape[]
  readonly registry: {
    /** Shared by all nodes that pull; null: as much as they can take. */
    readonly bytesPerSecond: number | null
    readonly perNodeBytesPerSecond: number
  }
}
