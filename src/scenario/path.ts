/** The way from the top of a document to a part of it: keys of mappings, indices of lists. */
export type Path = readonly (string | number)[]

const SEGMENT = /^(?:\.?([^.[\]"]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\[([^[\]"]+)\])/u

/**
 * Reads a dotted path: `workloads[0].requests.memory`, `workloads.checkout.replicas`,
 * `cluster.nodePools[general].capacity["nvidia.com/gpu"]`; null when the text is not one.
 */
export function parsePath(text: string): Path | null {
  const path: (string | number)[] = []
  let rest = text
  while (rest !== '') {
    const match = SEGMENT.exec(rest)
    if (match === null || (path.length === 0 && rest.startsWith('.'))) return null
    const [whole, plain, index, quoted, bracketed] = match
    if (plain !== undefined) path.push(plain)
    else if (index !== undefined) path.push(Number(index))
    else if (quoted !== undefined) path.push(unquote(quoted) ?? quoted)
    else if (bracketed !== undefined) path.push(bracketed)
    rest = rest.slice(whole.length)
  }
  return path.length === 0 ? null : path
}

function unquote(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return null
  }
}
