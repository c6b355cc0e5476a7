import { closestNameHint } from '../base/closest-name.ts'
import { pathText } from '../base/problem.ts'
import type { Path } from './path.ts'
import type { Span } from './source-text.ts'
import { describe, type ListNode, type MapNode, nameOf, type TreeNode } from './tree.ts'

/** Why a path leads nowhere. */
export interface PathFault {
  readonly message: string
  readonly hint: string | null
}

/**
 * The tree with the part at `path` replaced. List items are found by index or by their `name`; a last key, and mappings on the
 * way to it, may be new (the schema then says whether they are known). `keySpan` is where the path itself was written.
 */
export function setAt(tree: TreeNode, path: Path, value: TreeNode, keySpan: Span): TreeNode | PathFault {
  return step(tree, path, 0)

  function step(node: TreeNode, rest: Path, done: number): TreeNode | PathFault {
    if (rest.length === 0) return value
    if (node.kind === 'list') return stepIntoList(node, rest, done)
    if (node.kind === 'map') return stepIntoMap(node, rest, done)
    if (node.value !== null) return notAContainer(node, done)
    return stepIntoMap({ kind: 'map', span: keySpan, entries: new Map() }, rest, done)
  }

  function stepIntoMap(map: MapNode, rest: Path, done: number): TreeNode | PathFault {
    const length = keyLength((key) => map.entries.has(key), rest)
    const key = rest.slice(0, length).join('.')
    const later = rest.slice(length)
    const known = map.entries.get(key)
    if (known === undefined && typeof later[0] === 'number') {
      return missing(`there is no "${key}" in ${placeName(done)}`, key, [...map.entries.keys()])
    }
    const child = step(known?.value ?? emptyMap(keySpan), later, done + length)
    if (!('kind' in child)) return child
    return { ...map, entries: new Map(map.entries).set(key, { keySpan, value: child }) }
  }

  function stepIntoList(list: ListNode, rest: Path, done: number): TreeNode | PathFault {
    const names = list.items.map(nameOf)
    const length = typeof rest[0] === 'number' ? 1 : keyLength((name) => names.includes(name), rest)
    const wanted = typeof rest[0] === 'number' ? rest[0] : rest.slice(0, length).join('.')
    const index = typeof wanted === 'number' ? wanted : names.indexOf(wanted)
    const item = list.items[index]
    if (item === undefined) {
      if (typeof wanted !== 'number') return missing(`there is no "${wanted}" in ${placeName(done)}`, wanted, names)
      const count = list.items.length === 1 ? '1 item' : `${list.items.length} items`
      return {
        message: `${placeName(done)} has ${count}; the first is [0], so there is no [${wanted}]`,
        hint: null,
      }
    }
    const child = step(item, rest.slice(length), done + length)
    if (!('kind' in child)) return child
    return { ...list, items: list.items.with(index, child) }
  }

  function notAContainer(node: TreeNode, done: number): PathFault {
    return {
      message: `${placeName(done)} is ${describe(node)}, so there is nothing inside it to set`,
      hint: 'end the path there, and give the whole as the value',
    }
  }

  function placeName(done: number): string {
    return done === 0 ? 'the scenario' : pathText(path.slice(0, done))
  }
}

/** How many segments of a dotted path make one name: `nvidia.com/gpu` is written with a dot. */
function keyLength(isKnown: (name: string) => boolean, rest: Path): number {
  for (let length = 1; length <= rest.length; length += 1) {
    if (isKnown(rest.slice(0, length).join('.'))) return length
  }
  return 1
}

function emptyMap(span: Span): MapNode {
  return { kind: 'map', span, entries: new Map() }
}

function missing(message: string, wanted: string, names: readonly (string | null)[]): PathFault {
  const known = [...new Set(names)].filter((name) => name !== null)
  return { message, hint: known.length === 0 ? null : closestNameHint(wanted, known) }
}
