import type { Taint } from './cluster-spec.ts'

/** Why a pod is where it is, or nowhere. Instants are seconds from the start. */
export interface PodExplanation {
  readonly pod: string
  readonly workload: string
  readonly variant: string
  /** The instant that was asked about. */
  readonly atSeconds: number
  readonly createdSeconds: number
  /** At that instant; `gone` pods have ended, or were given up before they had a node. */
  readonly state: 'pending' | 'placed' | 'gone'
  readonly pending: PendingExplanation | null
  /** The decision that gave the pod its node, if there has been one. */
  readonly placement: PlacementExplanation | null
}

export interface PendingExplanation {
  /** Ready nodes. */
  readonly nodes: number
  readonly booting: number
  /** In kube-scheduler's words: "0/5 nodes are available: 3 Insufficient cpu, …". */
  readonly message: string
  /** Nodes by the reason that they gave; a node may give several. Most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly nodes: number }[]
  /** Nodes by the first filter that turned them down, in the filters' order. */
  readonly filters: readonly { readonly filter: string; readonly nodes: number }[]
  /** Nodes that would take the pod now: it only waits for its turn. */
  readonly feasible: readonly string[]
  /** Absent for pods that belong to no gang. */
  readonly gang?: GangExplanation
  /** The node that is being emptied for it. */
  readonly promisedNode: string | null
  /** Single changes under which the pod fits, the cheapest first. */
  readonly changes: readonly FittingChange[]
}

/** The submission whose pods get nodes together or not at all. Nothing is held for them while they wait. */
export interface GangExplanation {
  /** Pods that there are now. */
  readonly members: number
  /** Of them with a node. */
  readonly onNodes: number
  /** Fewest that have nodes at the same time. */
  readonly needed: number
  /** Of those without: how many would find nodes together now. */
  readonly placeable: number
  /** Why the next one would find none, in kube-scheduler's words; null: all would. */
  readonly blocked: string | null
  /** When it is given up if it has not come together; null: never, or it has. */
  readonly timeoutAtSeconds: number | null
}

export interface PlacementExplanation {
  readonly atSeconds: number
  readonly node: string
  /** The pod went to the node that had been emptied for it, whatever the scores. */
  readonly wasPromised: boolean
  /** Feasible nodes that were looked at. */
  readonly feasible: number
  /** How many of them have the chosen node's total, itself included. */
  readonly equals: number
  readonly ties: 'first' | 'random'
  /** The best, highest total first; the chosen node is among them wherever it stands. */
  readonly candidates: readonly RankedCandidate[]
}

export interface RankedCandidate {
  /** 1: the best. */
  readonly rank: number
  readonly node: string
  readonly chosen: boolean
  readonly total: number
  /** Normalised, before the weight. */
  readonly scores: readonly { readonly plugin: string; readonly score: number; readonly weight: number }[]
}

export interface LessOfAResource {
  readonly resource: string
  readonly requested: number
  /** What may be requested at most. */
  readonly atMost: number
}

/** A change that was tried in a fork with the scheduler's own filters; `node`: where the pod goes then. */
export type FittingChange = { readonly node: string } & (
  | { readonly kind: 'toleration'; readonly taint: Taint }
  | { readonly kind: 'requests'; readonly less: readonly LessOfAResource[] }
  /** `neededSkew`: null when no maxSkew is enough, only dropping the constraint. */
  | {
      readonly kind: 'spread'
      readonly topologyKey: string
      readonly maxSkew: number
      readonly neededSkew: number | null
    }
  | { readonly kind: 'anti-affinity' | 'affinity'; readonly topologyKey: string }
  | { readonly kind: 'node-selector'; readonly key: string; readonly value: string }
  | { readonly kind: 'node-affinity' }
  | {
      readonly kind: 'node'
      readonly pool: string
      readonly zone: string | null
      readonly pricePerHour: number
      /** The pool's limit where one more node would exceed it. */
      readonly beyondLimit: number | null
    }
)
