import { z } from 'zod'
import { randomStream } from '../../src/base/random.ts'
import { Placement } from '../../src/engine/placement/placement.ts'
import type { BudgetNow } from '../../src/engine/preemption/budgets.ts'
import { lowerPriorityTally } from '../../src/engine/preemption/lower-priority.ts'
import { DEFAULT_PREEMPTION_RULES, type PreemptionRules } from '../../src/engine/preemption/rules.ts'
import type { Preemptor } from '../../src/engine/preemption/victims.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { interPodAffinity } from '../../src/policies/filter/inter-pod-affinity.ts'
import { nodeResourcesFit } from '../../src/policies/filter/node-resources-fit.ts'
import { podTopologySpread } from '../../src/policies/filter/pod-topology-spread.ts'
import type { FilterPlugin } from '../../src/policies/placement/types.ts'
import { type BuiltCase, clusterOf, templateOf } from './cluster-of.ts'
import type { Labels, VectorNode, VectorPod, VectorSelector } from './vector-shapes.ts'

/** Selectors in the file are written short. */
interface ShortSelector {
  readonly exists: readonly string[]
}

export interface PreemptionPod {
  readonly name: string
  readonly priority: number
  readonly requests: Readonly<Record<string, number>>
  readonly node?: string
  readonly startTimeNs?: number
  readonly labels?: Labels
  readonly podAntiAffinity?: {
    readonly required: readonly { readonly topologyKey: string; readonly labelSelector: ShortSelector }[]
  }
  readonly topologySpreadConstraints?: readonly {
    readonly maxSkew: number
    readonly topologyKey: string
    readonly whenUnsatisfiable: 'DoNotSchedule'
    readonly labelSelector: ShortSelector
  }[]
  readonly preemptionPolicy?: 'Never' | 'PreemptLowerPriority'
}

export interface PreemptionCase {
  readonly name: string
  readonly nodes: readonly VectorNode[]
  readonly incoming: readonly PreemptionPod[]
  readonly existingPods: readonly PreemptionPod[]
  readonly pdbs?: readonly {
    readonly matchLabels: Labels
    readonly disruptionsAllowed: number
    readonly disruptedPods: readonly string[]
  }[]
  readonly args?: { readonly minCandidateNodesPercentage: number; readonly minCandidateNodesAbsolute: number }
  readonly filters?: readonly string[]
  readonly blockedNodes?: readonly string[]
}

/** What the file's cases are about; a pod that has not started counts as starting now. */
const FILTERS = [nodeResourcesFit, podTopologySpread, interPodAffinity] as readonly FilterPlugin[]
const NOW = Number.MAX_SAFE_INTEGER

export interface PreemptionWorld {
  readonly built: BuiltCase
  readonly placement: Placement
  readonly filterRuns: { count: number }
  readonly nameOf: (pod: number) => string
  preemptorOf(pod: PreemptionPod, rules?: Partial<PreemptionRules>): Preemptor
}

export function preemptionWorld(vector: PreemptionCase): PreemptionWorld {
  const { nodes, incoming, existingPods, args = {}, filters, blockedNodes = [] } = vector
  const built = clusterOf({ nodes, pod: longPod(incoming[0]) })
  const { cluster } = built
  const rows = new Map(existingPods.map((pod) => [pod.name, existingPod(built, pod)]))
  const names = new Map([...rows].map(([name, row]) => [row, name]))
  const used = FILTERS.filter(({ name }) => filters === undefined || filters.includes(name))
  const parts = used.map((plugin) => ({ plugin, options: z.decode(plugin.options, {}) }))
  const placement = new Placement(
    cluster,
    { filters: parts, scores: [], ties: 'first', percentageOfNodesToScore: 100 },
    randomStream(0, 'none'),
    true,
  )
  const filterRuns = { count: 0 }
  return {
    built,
    placement,
    filterRuns,
    nameOf: (pod) => names.get(pod) ?? '',
    preemptorOf: (pod, rules = {}) => {
      const podClass = cluster.podClass(template(pod))
      return {
        cluster,
        podClass,
        lowerPriority: lowerPriorityTally(cluster, podClass.priority),
        rules: { ...DEFAULT_PREEMPTION_RULES, ...args, ...rules },
        budgets: budgetsOf(vector, rows),
        fits: (node) => {
          filterRuns.count++
          return !blockedNodes.includes(built.nameOf(node)) && placement.fits(podClass.id, node)
        },
      }
    },
  }
}

function existingPod(built: BuiltCase, pod: PreemptionPod): number {
  const { cluster } = built
  const startedAt = pod.startTimeNs ?? NOW
  const row = cluster.createPod(cluster.podClass(template(pod)), 0, 0, startedAt)
  cluster.bind(row, built.rowOf(pod.node ?? ''), startedAt)
  return row
}

function budgetsOf({ pdbs = [] }: PreemptionCase, rows: ReadonlyMap<string, number>): BudgetNow[] {
  return pdbs.map(({ matchLabels, disruptionsAllowed, disruptedPods }) => ({
    budget: { namespace: 'default', selector: { matchLabels, matchExpressions: [] } },
    disruptionsAllowed,
    disrupted: new Set(disruptedPods.map((name) => rows.get(name) ?? -1)),
  }))
}

function template(pod: PreemptionPod): PodTemplate {
  const made = templateOf(longPod(pod))
  return {
    ...made,
    scheduling: { ...made.scheduling, preemptionPolicy: pod.preemptionPolicy ?? 'PreemptLowerPriority' },
  }
}

function longPod({ name, priority, requests, labels = {}, ...rest }: PreemptionPod): VectorPod {
  const { podAntiAffinity, topologySpreadConstraints = [] } = rest
  const required = (podAntiAffinity?.required ?? []).map((term) => ({
    ...term,
    labelSelector: long(term.labelSelector),
  }))
  return {
    name,
    priority,
    labels,
    containers: [{ requests }],
    affinity: { podAntiAffinity: { required } },
    topologySpreadConstraints: topologySpreadConstraints.map((constraint) => ({
      ...constraint,
      labelSelector: long(constraint.labelSelector),
    })),
  }
}

function long({ exists }: ShortSelector): VectorSelector {
  return { matchExpressions: exists.map((key) => ({ key, operator: 'Exists' })) }
}
