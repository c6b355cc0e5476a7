/** Most replicas that Kubernetes can write down (int32). */
const INT32_MAX = 2_147_483_647

/** What one metric proposes, and the reading behind it; or why it has nothing to say. */
export type Proposal = { readonly replicas: number; readonly measured: number } | { readonly error: string }

/** Replicas from a fractional need. */
export function wholeReplicas(need: number): number {
  return Math.min(INT32_MAX, Math.ceil(need))
}
