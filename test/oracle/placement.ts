import { compileFormula } from '../../src/formula/formula.ts'
import type { Taint } from '../../src/model/cluster-spec.ts'
import type { PodTemplate } from '../../src/model/workload.ts'

/** A node and what is on it, in plain words. */
export interface PlainNode {
  readonly name: string
  readonly pool: string
  /** The zone's label included. */
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
  readonly allocatable: Readonly<Record<string, number>>
  readonly maxPods: number
  ready: boolean
  cordoned: boolean
  pods: PodTemplate[]
}

export interface PlainPolicy {
  readonly name: 'least-allocated' | 'most-allocated' | 'first-fit' | 'random' | 'weighted-match'
  /** As the scenario writes it. */
  readonly formula?: string
  readonly headroom?: number
  readonly poolWeights?: Readonly<Record<string, number>>
}

const CORDON: Taint = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' }

/**
 * The slow twin of a placement: every node is asked every question, sums are made from the pods that are there. Gives the feasible
 * nodes and, of those, the best, in the order of `nodes`. `known` are the taints of all pools.
 */
export function judge(nodes: readonly PlainNode[], pod: PodTemplate, policy: PlainPolicy, known: readonly Taint[]) {
  const feasible = nodes.filter((node) => node.ready && fits(node, pod))
  const scores = feasible.map((node) => scoreOf(node, pod, policy, known))
  const top = Math.max(...scores)
  return { feasible, best: feasible.filter((_, i) => scores[i] === top) }
}

function fits(node: PlainNode, pod: PodTemplate): boolean {
  if (node.cordoned && !isTolerated(CORDON, pod)) return false
  if (node.taints.some((taint) => taint.effect !== 'PreferNoSchedule' && !isTolerated(taint, pod))) return false
  if (Object.entries(pod.nodeSelector).some(([key, value]) => node.labels[key] !== value)) return false
  if (node.pods.length + 1 > node.maxPods) return false
  return Object.entries(pod.requests).every(
    ([name, amount]) => amount === 0 || amount + requested(node, name) <= (node.allocatable[name] ?? 0),
  )
}

function isTolerated(taint: Taint, { tolerations }: PodTemplate): boolean {
  return tolerations.some(({ key = '', operator = 'Equal', value = '', effect = taint.effect }) => {
    if (effect !== taint.effect) return false
    if (operator === 'Exists') return key === '' || key === taint.key
    return key === taint.key && value === taint.value
  })
}

const requested = (node: PlainNode, name: string): number =>
  node.pods.reduce((sum, pod) => sum + (pod.requests[name] ?? 0), 0)

function scoreOf(node: PlainNode, pod: PodTemplate, policy: PlainPolicy, known: readonly Taint[]): number {
  if (policy.name === 'weighted-match') return documentScore(node, pod, policy, known)
  if (policy.name === 'least-allocated')
    return allocationScore(node, pod, (asked, has) => (asked > has ? 0n : ((has - asked) * 100n) / has))
  if (policy.name === 'most-allocated')
    return allocationScore(node, pod, (asked, has) => ((asked < has ? asked : has) * 100n) / has)
  return 0
}

const COUNTED_WITHOUT_REQUEST: Readonly<Record<string, number>> = { cpu: 100, memory: 200 * 1024 * 1024 }

function allocationScore(node: PlainNode, pod: PodTemplate, value: (asked: bigint, has: bigint) => bigint): number {
  const values = ['cpu', 'memory']
    .filter((name) => (node.allocatable[name] ?? 0) > 0)
    .map((name) => {
      const asked = [...node.pods, pod].reduce(
        (sum, each) => sum + (each.requests[name] ?? COUNTED_WITHOUT_REQUEST[name]),
        0,
      )
      return value(BigInt(asked), BigInt(node.allocatable[name]))
    })
  if (values.length === 0) return 0
  return Number(values.reduce((sum, each) => sum + each, 0n) / BigInt(values.length))
}

function documentScore(node: PlainNode, pod: PodTemplate, policy: PlainPolicy, known: readonly Taint[]): number {
  const {
    formula = 'weight * (demandMatch + resourceMatch + constraintMatch)',
    headroom = 2,
    poolWeights = {},
  } = policy
  const asked = Object.entries(pod.requests).filter(([, amount]) => amount > 0)
  const match = (of: (name: string) => number) =>
    asked.length === 0
      ? 0
      : asked.reduce((sum, [name, amount]) => sum + Math.min(1, of(name) / (headroom * amount)), 0) / asked.length
  const has = (name: string) => node.allocatable[name] ?? 0
  const free = (name: string) => has(name) - requested(node, name)
  const values = {
    weight: poolWeights[node.pool] ?? 1,
    demandMatch: match(has),
    resourceMatch: match(free),
    constraintMatch: constraintMatch(node, pod, known),
    free_cpu: free('cpu'),
    free_memory: free('memory'),
  }
  return compileFormula(formula, Object.keys(values)).evaluate(Object.values(values))
}

function constraintMatch(node: PlainNode, pod: PodTemplate, known: readonly Taint[]): number {
  const soft = (taints: readonly Taint[]) =>
    new Set(
      taints
        .filter((taint) => taint.effect === 'PreferNoSchedule' && !isTolerated(taint, pod))
        .map(({ key, value }) => `${key}=${value}`),
    )
  const all = soft(known)
  return all.size === 0 ? 0 : (all.size - soft(node.taints).size) / all.size
}
