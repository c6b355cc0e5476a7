import { distance } from 'fastest-levenshtein'

/**
 * The name that was probably meant, or null when none is near; upper and lower case count as equal.
 * Of names as near as each other the longest: letters are left out more often than mistaken.
 */
export function closestName(wanted: string, names: readonly string[]): string | null {
  const sought = wanted.toLowerCase()
  const limit = Math.max(2, wanted.length / 3)
  let best: string | null = null
  let bestDistance = Infinity
  for (const name of names) {
    const away = distance(sought, name.toLowerCase())
    if (away > limit || away >= wanted.length || away > bestDistance) continue
    if (away === bestDistance && name.length <= (best ?? '').length) continue
    best = name
    bestDistance = away
  }
  return best
}

/** The way out for an unknown name: the nearest one first, then all of them. */
export function closestNameHint(wanted: string, names: readonly string[]): string {
  const nearest = closestName(wanted, names)
  const all = `all: ${[...new Set(names)].sort().join(', ')}`
  return nearest === null ? all : `did you mean "${nearest}"? ${all}`
}
