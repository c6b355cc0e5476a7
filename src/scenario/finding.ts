import { type Problem, pathText } from '../base/problem.ts'
import type { Path } from './path.ts'
import { positionOf, type Span } from './source-text.ts'
import { type Entry, nodeAt, type TreeNode } from './tree.ts'

/** Something wrong in a document, before it has a place in a text. */
export interface Finding {
  readonly path: Path
  readonly message: string
  readonly hint: string | null
  /** Whether the key or its value is to blame. */
  readonly at: 'key' | 'value'
  /** Where in a text value the culprit begins. */
  readonly offset?: number
}

export function finding(path: Path, message: string, hint: string | null = null): Finding {
  return { path, message, hint, at: 'value' }
}

/** Gives a finding its place: the value or key at its path, or the nearest part around something that is missing. */
export function toProblem(tree: TreeNode, { path, message, hint, at, offset }: Finding): Problem {
  const span = offset === undefined ? spanAt(tree, path, at) : spanInside(tree, path, offset)
  return { path: pathText(path), message, hint, file: span.source.file, position: positionOf(span) }
}

function spanAt(tree: TreeNode, path: Path, at: Finding['at']): Span {
  let node = tree
  let key: Span | null = null
  for (const segment of path) {
    const entry = childAt(node, segment)
    if (entry === null) return key ?? headSpan(node)
    node = entry.value
    key = entry.keySpan
  }
  if (key !== null && (at === 'key' || node.span.start === node.span.end)) return key
  return headSpan(node)
}

/** The rest of a text from an offset on; the whole value when it is written with escapes or over several lines. */
function spanInside(tree: TreeNode, path: Path, offset: number): Span {
  const span = spanAt(tree, path, 'value')
  const node = nodeAt(tree, path)
  const value = node?.kind === 'scalar' ? String(node.value) : ''
  const at = span.source.text.slice(span.start, span.end).indexOf(value)
  if (value === '' || at === -1 || offset >= value.length) return span
  return { source: span.source, start: span.start + at + offset, end: span.start + at + value.length }
}

function childAt(node: TreeNode, segment: string | number): { value: TreeNode; keySpan: Span | null } | null {
  if (node.kind === 'map') return node.entries.get(String(segment)) ?? null
  const item = node.kind === 'list' && typeof segment === 'number' ? node.items[segment] : undefined
  return item === undefined ? null : { value: item, keySpan: null }
}

/** What a caret underlines for a whole node: a mapping in block style by its first key, anything else by its first line. */
function headSpan(node: TreeNode): Span {
  const [first]: Entry[] = node.kind === 'map' ? [...node.entries.values()] : []
  const startsWithKey =
    first !== undefined && first.keySpan.source === node.span.source && first.keySpan.start === node.span.start
  return startsWithKey ? first.keySpan : node.span
}

/** In the order in which a reader meets them: by file as given, then by place. The same problem is told once. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const once = new Map<string, Problem>()
  for (const problem of problems) {
    const key = `${problem.file}\n${problem.position?.offset ?? -1}\n${problem.message}`
    if (!once.has(key)) once.set(key, problem)
  }
  const files = [...new Set(problems.map((problem) => problem.file))]
  const place = (problem: Problem): number => problem.position?.offset ?? -1
  return [...once.values()].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || place(a) - place(b))
}
