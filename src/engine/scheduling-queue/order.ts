/** What decides when a waiting pod's turn comes. */
export interface Turn {
  readonly priority: number
  /** Creation, or the latest failed attempt. */
  readonly timestampUs: number
  /** Order of creation, where all else is equal. */
  readonly sequence: number
}

/** kube-scheduler's PrioritySort: higher priority first, then who waits longer. */
export function isAhead(a: Turn, b: Turn): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority
  if (a.timestampUs !== b.timestampUs) return a.timestampUs < b.timestampUs
  return a.sequence < b.sequence
}

/** Among pods that back off, who is done earlier comes first. */
export function isAheadInBackoff(
  a: Turn & { readonly expiryUs: number },
  b: Turn & { readonly expiryUs: number },
): boolean {
  return a.expiryUs === b.expiryUs ? isAhead(a, b) : a.expiryUs < b.expiryUs
}
