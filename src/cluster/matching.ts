import type { PodAffinityTerm } from '../model/scheduling.ts'
import type { LabelRequirement, LabelSelector, NodeRequirement, NodeSelectorTerm } from '../model/selectors.ts'
import { HOSTNAME_LABEL, type NodeGroup } from './node-table.ts'
import type { PodClass } from './pod-class.ts'

type Labels = ReadonlyMap<string, string>

/** Whether a selector selects these labels; an absent selector selects nothing. */
export function selects(selector: LabelSelector | null, labels: Labels): boolean {
  if (selector === null) return false
  for (const key of Object.keys(selector.matchLabels)) if (labels.get(key) !== selector.matchLabels[key]) return false
  return selector.matchExpressions.every((requirement) => meets(requirement, labels))
}

function meets({ key, operator, values }: LabelRequirement, labels: Labels): boolean {
  const value = labels.get(key)
  if (operator === 'Exists') return value !== undefined
  if (operator === 'DoesNotExist') return value === undefined
  const listed = value !== undefined && values.includes(value)
  return operator === 'In' ? listed : !listed
}

/** Whether a term's selectors select a pod of this class; `owner` is the pod that has the term. */
export function termSelects(
  term: PodAffinityTerm,
  owner: PodClass,
  pod: PodClass,
  namespaces: NamespaceLabels,
): boolean {
  return inNamespaces(term, owner, pod, namespaces) && selects(term.labelSelector, pod.labels)
}

/** Labels of namespaces, for terms that select namespaces by label. */
export type NamespaceLabels = ReadonlyMap<string, Labels>

const NO_LABELS: Labels = new Map()

function inNamespaces(term: PodAffinityTerm, owner: PodClass, pod: PodClass, namespaces: NamespaceLabels): boolean {
  const { namespace } = pod.scheduling
  if (term.namespaces.length === 0 && term.namespaceSelector === null) return namespace === owner.scheduling.namespace
  if (term.namespaces.includes(namespace)) return true
  return selects(term.namespaceSelector, namespaces.get(namespace) ?? NO_LABELS)
}

/** Whether a node of this group, or this node where the term looks at names, is what the term asks for. */
export function nodeTermMatches(term: NodeSelectorTerm, group: NodeGroup, nodeName: string): boolean {
  if (term.matchExpressions.length === 0 && term.matchFields.length === 0) return false
  return (
    term.matchExpressions.every((requirement) => nodeMeets(requirement, labelOf(group, nodeName, requirement.key))) &&
    term.matchFields.every((requirement) =>
      nodeMeets(requirement, requirement.key === 'metadata.name' ? nodeName : undefined),
    )
  )
}

/** The value of a node's label; undefined where the node does not carry the key. */
export function labelOf(group: NodeGroup, nodeName: string, key: string): string | undefined {
  return key === HOSTNAME_LABEL && group.namedByHostname ? nodeName : group.labels.get(key)
}

function nodeMeets({ operator, values }: NodeRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Gt':
    case 'Lt': {
      const [left, right] = [integer(value), integer(values[0])]
      if (left === null || right === null || values.length !== 1) return false
      return operator === 'Gt' ? left > right : left < right
    }
  }
}

/** A base-10 int64, as Go's ParseInt reads it. */
function integer(text: string | undefined): bigint | null {
  if (text === undefined || !/^[+-]?\d+$/.test(text)) return null
  const value = BigInt(text)
  return value >= -(1n << 63n) && value < 1n << 63n ? value : null
}
