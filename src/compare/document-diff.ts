/** A place at which two documents differ; undefined where one has nothing there. */
export interface DocumentChange {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** All differences of two resolved scenarios, in the order of the first; items of lists that have names are matched by them. */
export function documentDiff(before: unknown, after: unknown, path = ''): DocumentChange[] {
  const [left, right] = [partsOf(before), partsOf(after)]
  if (left === null || right === null || left.named !== right.named) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]
  }
  const keys = [...new Set([...left.parts.keys(), ...right.parts.keys()])]
  return keys.flatMap((key) => {
    const place = path === '' ? key : left.named === 'index' ? `${path}[${key}]` : `${path}.${key}`
    return documentDiff(left.parts.get(key), right.parts.get(key), place)
  })
}

interface Parts {
  readonly named: 'key' | 'name' | 'index'
  readonly parts: ReadonlyMap<string, unknown>
}

/** The parts of a mapping or a list; null for a plain value. */
function partsOf(value: unknown): Parts | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return { named: 'key', parts: new Map(Object.entries(value)) }
  const names = value.map((item: unknown) => nameOf(item))
  const named = value.length > 0 && names.every((name) => name !== null) && new Set(names).size === names.length
  return {
    named: named ? 'name' : 'index',
    parts: new Map(value.map((item, index) => [named ? (names[index] ?? '') : String(index), item])),
  }
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('name' in item)) return null
  return typeof item.name === 'string' ? item.name : null
}
