/**
 * What a service waits for while more requests come than its ready replicas can answer, in order:
 *
 *   metric     a reading that shows it, until an autoscaler can see it
 *   decision   the order of the pod: the autoscaler's next look, stabilisation, rate limits
 *   pending    a node for the pod, less its boot
 *   boot       of that, the boot of the node that the pod got
 *   pulling, starting, loading, warming   the stages of the pod's start
 */
export const LAG_PARTS = ['metric', 'decision', 'pending', 'boot', 'pulling', 'starting', 'loading', 'warming'] as const

export type LagPart = (typeof LAG_PARTS)[number]

/** When a pod got how far; ∞: not yet. */
export interface PodPath {
  readonly createdUs: number
  boundUs: number
  startingUs: number
  loadingUs: number
  warmingUs: number
  /** Of the node that it got, where that was ordered in the run. */
  boot: NodeBoot | null
}

export interface NodeBoot {
  readonly orderedUs: number
  readyUs: number
}

export function newPath(createdUs: number): PodPath {
  const not = Number.POSITIVE_INFINITY
  return { createdUs, boundUs: not, startingUs: not, loadingUs: not, warmingUs: not, boot: null }
}

/**
 * Splits the stretch from `fromUs` to `toUs` along a pod's path, in microseconds by part: they add up to its length. What the pod did
 * before the stretch counts nowhere. Null: no pod was on its way, and the decision was waited for to the end.
 */
export function lagParts(fromUs: number, toUs: number, seenUs: number, path: PodPath | null): Float64Array {
  const within = (us: number) => Math.min(Math.max(us, fromUs), toUs)
  const { createdUs, boundUs, startingUs, loadingUs, warmingUs, boot } = path ?? newPath(Number.POSITIVE_INFINITY)
  const created = within(createdUs)
  const seen = Math.min(within(seenUs), created)
  const bound = within(boundUs)
  const starting = within(startingUs)
  const loading = within(loadingUs)
  const warming = within(warmingUs)
  const booting =
    boot === null ? 0 : Math.max(0, Math.min(bound, boot.readyUs) - Math.max(created, within(boot.orderedUs)))
  return Float64Array.of(
    seen - fromUs,
    created - seen,
    bound - created - booting,
    booting,
    starting - bound,
    loading - starting,
    warming - loading,
    toUs - warming,
  )
}
