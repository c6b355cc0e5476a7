import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { MAX_DEPTH, MAX_DOCUMENT_PARTS } from './limits.ts'
import { positionOf, type SourceText, type Span } from './source-text.ts'
import type { Entry, MapNode, Scalar, TreeNode } from './tree.ts'

/** What is wrong with a text before anybody asks what it means. */
export interface TextFault {
  readonly start: number
  readonly end: number
  readonly message: string
  readonly hint: string | null
}

export const TOO_DEEP = { message: `nested more than ${MAX_DEPTH} levels deep`, hint: null }

/** A built node with its expanded size and depth, so that shared parts are counted each time but built once. */
interface Built {
  readonly node: TreeNode
  readonly parts: number
  readonly depth: number
}

/** Turns the YAML reader's nodes into a tree with positions, expanding aliases and merge keys. */
export class TreeBuilder {
  readonly faults: TextFault[] = []
  readonly #source: SourceText
  readonly #anchors = new Map<string, Built | null>()
  #exhausted = false

  constructor(source: SourceText) {
    this.#source = source
  }

  build(contents: Node | null): TreeNode {
    return this.#node(contents, 0).node
  }

  #node(node: Node | null, at: number): Built {
    if (node === null) return this.#leaf(null, at, at)
    const anchor = 'anchor' in node ? node.anchor : undefined
    if (anchor !== undefined) this.#anchors.set(anchor, null)
    const built = this.#bounded(this.#content(node, at), node)
    if (anchor !== undefined) this.#anchors.set(anchor, built)
    return built
  }

  #content(node: Node, at: number): Built {
    const [start, end] = node.range ?? [at, at]
    if (isAlias(node)) return this.#alias(node.source, start, end)
    if (isMap(node)) return this.#map(node.items as Pair<Node, Node | null>[], start, end)
    if (isSeq(node)) return this.#list(node.items as Node[], start, end)
    return this.#leaf(isScalar(node) ? (node.value as Scalar) : null, start, end)
  }

  #leaf(value: Scalar, start: number, end: number): Built {
    return { node: { kind: 'scalar', span: this.#span(start, end), value }, parts: 1, depth: 0 }
  }

  #alias(name: string, start: number, end: number): Built {
    const built = this.#anchors.get(name)
    if (built) return built
    const message =
      built === null ? `the alias *${name} contains itself` : `there is no anchor &${name} before this alias`
    this.#fault(start, end, message, built === null ? null : `write &${name} where the value is first given`)
    return this.#leaf(null, start, end)
  }

  #list(items: readonly Node[], start: number, end: number): Built {
    const built = items.map((item) => this.#node(item, start))
    return {
      node: { kind: 'list', span: this.#span(start, end), items: built.map((each) => each.node) },
      ...measured(built),
    }
  }

  #map(pairs: readonly Pair<Node, Node | null>[], start: number, end: number): Built {
    const entries = new Map<string, Entry>()
    const merged: MapNode[] = []
    const parts: Built[] = []
    for (const pair of pairs) {
      const [keyStart, keyEnd] = pair.key?.range ?? [start, start + 1]
      const value = this.#node(pair.value, keyEnd)
      parts.push(value)
      const key = isScalar(pair.key) && pair.key.value !== null ? String(pair.key.value as Scalar) : null
      const keySpan = this.#span(keyStart, keyEnd)
      if (key === null) this.#fault(keyStart, keyEnd, 'a key must be a text', 'put it in quotes')
      else if (key === '<<') merged.push(...this.#mergeSources(value.node, keySpan))
      else if (key === '__proto__') this.#fault(keyStart, keyEnd, 'a key may not be named __proto__', null)
      else if (entries.has(key)) this.#duplicate(key, keySpan, entries.get(key))
      else entries.set(key, { keySpan, value: value.node })
    }
    for (const map of merged) for (const [key, entry] of map.entries) if (!entries.has(key)) entries.set(key, entry)
    return { node: { kind: 'map', span: this.#span(start, end), entries }, ...measured(parts) }
  }

  #mergeSources(node: TreeNode, keySpan: Span): MapNode[] {
    const sources = node.kind === 'list' ? node.items : [node]
    const maps = sources.filter((each) => each.kind === 'map')
    if (maps.length < sources.length)
      this.#fault(keySpan.start, keySpan.end, '"<<" merges mappings only', 'name an anchored mapping: <<: *name')
    return maps
  }

  #duplicate(key: string, keySpan: Span, first: Entry | undefined): void {
    const line = first === undefined ? '' : `; the first is on line ${positionOf(first.keySpan).line}`
    this.#fault(keySpan.start, keySpan.end, `the key "${key}" is given twice${line}`, 'keep one of them')
  }

  #bounded(built: Built, node: Node): Built {
    if (built.parts <= MAX_DOCUMENT_PARTS && built.depth <= MAX_DEPTH) return built
    const [start, end] = node.range ?? [0, 0]
    if (!this.#exhausted) {
      const tooDeep = built.depth > MAX_DEPTH
      const message = tooDeep ? TOO_DEEP.message : `the aliases expand to more than ${MAX_DOCUMENT_PARTS} parts`
      this.#fault(start, end, message, tooDeep ? null : 'write the repeated parts once, with fewer aliases')
    }
    this.#exhausted = true
    return this.#leaf(null, start, end)
  }

  #span(start: number, end: number): Span {
    return { source: this.#source, start, end }
  }

  #fault(start: number, end: number, message: string, hint: string | null): void {
    this.faults.push({ start, end, message, hint })
  }
}

function measured(children: readonly Built[]): { parts: number; depth: number } {
  let parts = 1
  let depth = 0
  for (const child of children) {
    parts += child.parts
    if (child.depth > depth) depth = child.depth
  }
  return { parts, depth: depth + 1 }
}
