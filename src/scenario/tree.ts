import type { Span } from './source-text.ts'

/**
 * A document as a tree in which every part knows where it was written. Trees are never changed in place: replacing a part
 * gives a new tree that shares the rest, so that a variant's differences keep the positions at which they were written.
 */
export type TreeNode = MapNode | ListNode | ScalarNode

export interface MapNode {
  readonly kind: 'map'
  readonly span: Span
  readonly entries: ReadonlyMap<string, Entry>
}

export interface Entry {
  readonly keySpan: Span
  readonly value: TreeNode
}

export interface ListNode {
  readonly kind: 'list'
  readonly span: Span
  readonly items: readonly TreeNode[]
}

export type Scalar = string | number | boolean | null

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly span: Span
  readonly value: Scalar
}

/** The plain value of a tree, for the schema to check. */
export function toPlain(node: TreeNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(toPlain)
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toPlain(entry.value)]))
  }
}

/** The part of a tree at a path, or null. */
export function nodeAt(tree: TreeNode, path: readonly PropertyKey[]): TreeNode | null {
  let node: TreeNode | undefined = tree
  for (const segment of path) {
    if (node?.kind === 'map') node = node.entries.get(String(segment))?.value
    else if (node?.kind === 'list' && typeof segment === 'number') node = node.items[segment]
    else return null
  }
  return node ?? null
}

/** The value under `name` when it is a text, for naming things in messages and finding list items by name. */
export function nameOf(node: TreeNode): string | null {
  if (node.kind !== 'map') return null
  const name = node.entries.get('name')?.value
  return name?.kind === 'scalar' && name.value !== null ? String(name.value) : null
}

/** What a node is, in the words of a message: `a list`, `the text "abc"`, `512`. */
export function describe(node: TreeNode): string {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'a mapping'
  return describeScalar(node.value)
}

const LONGEST_QUOTE = 60

export function describeScalar(value: Scalar | undefined): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value !== 'string') return String(value)
  return `the text "${value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value}"`
}
