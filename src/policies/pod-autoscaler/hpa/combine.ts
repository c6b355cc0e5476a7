import type { Proposal } from './proposal.ts'

/** What several metrics together want; or why nothing is done. */
export type Combined = { readonly replicas: number; readonly metric: number } | { readonly error: string }

/**
 * The highest proposal wins. A metric that cannot be read does not stand in the way of growth, but nothing shrinks while one
 * is silent (horizontal.go, computeReplicasForMetrics). `metric`: which one won.
 */
export function combine(proposals: readonly Proposal[], current: number): Combined {
  let replicas = -1
  let metric = -1
  let error: string | null = null
  for (let i = 0; i < proposals.length; i++) {
    const proposal = proposals[i]
    if ('error' in proposal) error ??= proposal.error
    else if (metric === -1 || proposal.replicas > replicas) {
      replicas = proposal.replicas
      metric = i
    }
  }
  if (metric === -1) return { error: error ?? 'no metrics' }
  return error !== null && replicas < current ? { error } : { replicas, metric }
}
