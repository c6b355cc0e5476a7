import type { PodAffinityTerm, TopologySpreadConstraint } from '../../src/model/scheduling.ts'
import type { LabelSelector, NodeSelectorTerm } from '../../src/model/selectors.ts'
import type { PodTemplate, Toleration } from '../../src/model/workload.ts'

/*
 * Topology spread and pod affinity as kube-scheduler decides them, pod by pod and node by node over plain objects:
 * no tallies, no groups, nothing kept. For tests to compare with.
 */

type Labels = Readonly<Record<string, string>>

export interface PlainNode {
  readonly name: string
  readonly labels: Labels
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[]
}

export interface PlainPod {
  readonly template: PodTemplate
  readonly node: PlainNode
  readonly terminating: boolean
}

export interface World {
  readonly nodes: readonly PlainNode[]
  /** Pods on nodes. */
  readonly pods: readonly PlainPod[]
  readonly namespaces: Readonly<Record<string, Labels>>
}

/** Default constraints; null: kube-scheduler's own. */
export type Defaults = readonly Omit<TopologySpreadConstraint, 'labelSelector' | 'matchLabelKeys'>[] | null

/** null: the node passes. */
export type Verdict = null | { readonly reason: string; readonly resolvable: boolean }

const HOSTNAME = 'kubernetes.io/hostname'

function selected(selector: LabelSelector | null, labels: Labels): boolean {
  if (selector === null) return false
  for (const [key, value] of Object.entries(selector.matchLabels)) if (labels[key] !== value) return false
  for (const { key, operator, values } of selector.matchExpressions) {
    const has = key in labels
    const listed = has && values.includes(labels[key])
    if (operator === 'In' && !listed) return false
    if (operator === 'NotIn' && listed) return false
    if (operator === 'Exists' && !has) return false
    if (operator === 'DoesNotExist' && has) return false
  }
  return true
}

function termSelected(term: PodAffinityTerm, owner: PodTemplate, pod: PodTemplate, world: World): boolean {
  const { namespace } = pod.scheduling
  let named = term.namespaces.includes(namespace)
  if (term.namespaceSelector !== null) named ||= selected(term.namespaceSelector, world.namespaces[namespace] ?? {})
  if (term.namespaces.length === 0 && term.namespaceSelector === null) named = namespace === owner.scheduling.namespace
  return named && selected(term.labelSelector, pod.labels)
}

function nodeTermHolds(term: NodeSelectorTerm, node: PlainNode): boolean {
  if (term.matchExpressions.length + term.matchFields.length === 0) return false
  const holds = (labels: Labels, { key, operator, values }: NodeSelectorTerm['matchExpressions'][number]) => {
    if (operator === 'Gt') return key in labels && Number(labels[key]) > Number(values[0])
    if (operator === 'Lt') return key in labels && Number(labels[key]) < Number(values[0])
    return selected({ matchLabels: {}, matchExpressions: [{ key, operator, values }] }, labels)
  }
  const fields = { 'metadata.name': node.name }
  return (
    term.matchExpressions.every((one) => holds(node.labels, one)) && term.matchFields.every((one) => holds(fields, one))
  )
}

function wants(pod: PodTemplate, node: PlainNode): boolean {
  for (const [key, value] of Object.entries(pod.nodeSelector)) if (node.labels[key] !== value) return false
  const terms = pod.scheduling.affinity.node.required
  return terms === null || terms.some((term) => nodeTermHolds(term, node))
}

function bears(tolerations: readonly Toleration[], taint: PlainNode['taints'][number]): boolean {
  for (const { key = '', operator = 'Equal', value = '', effect = '' } of tolerations) {
    if (effect !== '' && effect !== taint.effect) continue
    if (key === '' ? operator === 'Exists' : key === taint.key && (operator === 'Exists' || value === taint.value))
      return true
  }
  return false
}

function isIncluded(constraint: TopologySpreadConstraint, pod: PodTemplate, node: PlainNode): boolean {
  if (constraint.nodeAffinityPolicy === 'Honor' && !wants(pod, node)) return false
  if (constraint.nodeTaintsPolicy === 'Ignore') return true
  return node.taints.every((taint) => taint.effect === 'PreferNoSchedule' || bears(pod.tolerations, taint))
}

function constraintsOf(pod: PodTemplate, kind: string, defaults: Defaults): TopologySpreadConstraint[] {
  const { topologySpreadConstraints: own, defaultSpreadSelector } = pod.scheduling
  if (own.length > 0) {
    return own
      .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === kind)
      .map((constraint) => {
        if (constraint.labelSelector === null) return constraint
        const keys = constraint.matchLabelKeys.filter((key) => key in pod.labels)
        const same = keys.map((key) => ({ key, operator: 'In' as const, values: [pod.labels[key]] }))
        const { matchLabels, matchExpressions } = constraint.labelSelector
        return { ...constraint, labelSelector: { matchLabels, matchExpressions: [...matchExpressions, ...same] } }
      })
  }
  const soft = { whenUnsatisfiable: 'ScheduleAnyway', minDomains: null } as const
  const policies = { nodeAffinityPolicy: 'Honor', nodeTaintsPolicy: 'Ignore' } as const
  const used = defaults ?? [
    { ...soft, ...policies, topologyKey: HOSTNAME, maxSkew: 3 },
    { ...soft, ...policies, topologyKey: 'topology.kubernetes.io/zone', maxSkew: 5 },
  ]
  if (isBlank(defaultSpreadSelector)) return []
  return used
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === kind)
    .map((constraint) => ({ ...constraint, labelSelector: defaultSpreadSelector, matchLabelKeys: [] }))
}

function isBlank(selector: LabelSelector | null): boolean {
  return selector === null || Object.keys(selector.matchLabels).length + selector.matchExpressions.length === 0
}

/** Pods on a node that a constraint counts. */
function counted(constraint: TopologySpreadConstraint, pod: PodTemplate, node: PlainNode, world: World): number {
  if (isBlank(constraint.labelSelector)) return 0
  return world.pods.filter(
    (other) =>
      other.node === node &&
      !other.terminating &&
      other.template.scheduling.namespace === pod.scheduling.namespace &&
      selected(constraint.labelSelector, other.template.labels),
  ).length
}

export function spreadVerdict(pod: PodTemplate, node: PlainNode, world: World, defaults: Defaults): Verdict {
  const constraints = constraintsOf(pod, 'DoNotSchedule', defaults)
  for (const constraint of constraints) {
    const { topologyKey, maxSkew, minDomains, labelSelector } = constraint
    if (!(topologyKey in node.labels)) {
      return {
        reason: "node(s) didn't match pod topology spread constraints (missing required label)",
        resolvable: false,
      }
    }
    const domains = new Map<string, number>()
    for (const other of world.nodes) {
      if (!constraints.every((one) => one.topologyKey in other.labels) || !isIncluded(constraint, pod, other)) continue
      const value = other.labels[topologyKey]
      domains.set(value, (domains.get(value) ?? 0) + counted(constraint, pod, other, world))
    }
    const least = domains.size < (minDomains ?? 1) ? 0 : Math.min(...domains.values())
    const here = domains.get(node.labels[topologyKey]) ?? 0
    if (here + (selected(labelSelector, pod.labels) ? 1 : 0) - least > maxSkew) {
      return { reason: "node(s) didn't match pod topology spread constraints", resolvable: true }
    }
  }
  return null
}

/** By feasible node; null: nothing to compare. */
export function spreadScores(
  pod: PodTemplate,
  feasible: readonly PlainNode[],
  world: World,
  defaults: Defaults,
): Map<string, number> | null {
  const constraints = constraintsOf(pod, 'ScheduleAnyway', defaults)
  if (constraints.length === 0) return null
  const needsKeys = pod.scheduling.topologySpreadConstraints.length > 0 || defaults !== null
  const isIgnored = (node: PlainNode) =>
    needsKeys && !constraints.every(({ topologyKey }) => topologyKey in node.labels)
  const scored = feasible.filter((node) => !isIgnored(node))
  // A node without the key stands for the empty value.
  const domainOf = (node: PlainNode, key: string) => node.labels[key] ?? ''
  const raw = scored.map((node) => {
    let sum = 0
    for (const constraint of constraints) {
      const { topologyKey: key, maxSkew } = constraint
      if (!(key in node.labels)) continue
      const domains = new Set(scored.map((other) => domainOf(other, key)))
      const size = key === HOSTNAME ? scored.length : domains.size
      const near = world.nodes.filter(
        (other) =>
          !isIgnored(other) && isIncluded(constraint, pod, other) && domainOf(other, key) === domainOf(node, key),
      )
      const there = key === HOSTNAME ? [node] : near
      const count = there.reduce((total, other) => total + counted(constraint, pod, other, world), 0)
      sum += count * Math.log(size + 2) + (maxSkew - 1)
    }
    return Math.round(sum)
  })
  const greatest = Math.max(0, ...raw)
  const least = Math.min(...raw)
  const scores = raw.map((one) => (greatest === 0 ? 100 : Math.trunc((100 * (greatest + least - one)) / greatest)))
  return new Map(feasible.map((node) => [node.name, isIgnored(node) ? 0 : scores[scored.indexOf(node)]]))
}

export function affinityVerdict(pod: PodTemplate, node: PlainNode, world: World): Verdict {
  const { pod: near, podAnti: apart } = pod.scheduling.affinity
  const share = (key: string, other: PlainNode) => key in node.labels && node.labels[key] === other.labels[key]
  const friends = world.pods.filter((other) =>
    near.required.every((term) => termSelected(term, pod, other.template, world)),
  )
  // A friend on a node that has none of the topology keys is not seen.
  const isAnyFriend = friends.some((other) => near.required.some(({ topologyKey }) => topologyKey in other.node.labels))
  const isOwnFriend = near.required.every((term) => termSelected(term, pod, pod, world))
  for (const { topologyKey } of near.required) {
    const first = !isAnyFriend && isOwnFriend && topologyKey in node.labels
    if (!first && !friends.some((other) => share(topologyKey, other.node))) {
      return { reason: "node(s) didn't match pod affinity rules", resolvable: false }
    }
  }
  for (const term of apart.required) {
    if (world.pods.some((one) => share(term.topologyKey, one.node) && termSelected(term, pod, one.template, world))) {
      return { reason: "node(s) didn't match pod anti-affinity rules", resolvable: true }
    }
  }
  for (const other of world.pods) {
    for (const term of other.template.scheduling.affinity.podAnti.required) {
      if (share(term.topologyKey, other.node) && termSelected(term, other.template, pod, world)) {
        return { reason: "node(s) didn't satisfy existing pods anti-affinity rules", resolvable: true }
      }
    }
  }
  return null
}

/** By feasible node; where there is nothing to compare, 0. */
export function affinityScores(
  pod: PodTemplate,
  feasible: readonly PlainNode[],
  world: World,
  hardWeight: number,
  ignoresPreferencesOfOthers: boolean,
): Map<string, number> {
  const { pod: near, podAnti: apart } = pod.scheduling.affinity
  const isSkipped = ignoresPreferencesOfOthers && near.preferred.length + apart.preferred.length === 0
  const raw = feasible.map((node) => {
    let sum = 0
    for (const other of isSkipped ? [] : world.pods) {
      const { template } = other
      const add = (weight: number, term: PodAffinityTerm, owner: PodTemplate, selectee: PodTemplate) => {
        if (!(term.topologyKey in node.labels)) return
        if (node.labels[term.topologyKey] !== other.node.labels[term.topologyKey]) return
        if (termSelected(term, owner, selectee, world)) sum += weight
      }
      for (const { weight, term } of near.preferred) add(weight, term, pod, template)
      for (const { weight, term } of apart.preferred) add(-weight, term, pod, template)
      const theirs = template.scheduling.affinity
      for (const term of theirs.pod.required) add(hardWeight, term, template, pod)
      for (const { weight, term } of theirs.pod.preferred) add(weight, term, template, pod)
      for (const { weight, term } of theirs.podAnti.preferred) add(-weight, term, template, pod)
    }
    return sum
  })
  const least = Math.min(...raw)
  const range = Math.max(...raw) - least
  const scores = raw.map((one) => (range > 0 ? Math.trunc(100 * ((one - least) / range)) : 0))
  return new Map(feasible.map(({ name }, i) => [name, scores[i]]))
}
