import type { Recommendations } from '../../recommendations.ts'

/** Without `behavior`: replicas only go as low as the highest recommendation within the window; then notes this one. */
export function stabilisedDown(past: Recommendations, desired: number, windowUs: number, nowUs: number): number {
  const stabilised = past.highest(desired, nowUs, windowUs)
  past.note(desired, nowUs, windowUs)
  return stabilised
}

/**
 * With `behavior`: up only as far as the lowest recommendation within the up window, down only as far as the highest within
 * the down window; in between the current number stays. Then notes this recommendation.
 */
export function stabilised(
  past: Recommendations,
  { current, desired }: { readonly current: number; readonly desired: number },
  windows: { readonly upUs: number; readonly downUs: number },
  nowUs: number,
): number {
  const atLeast = past.lowest(desired, nowUs, windows.upUs)
  const atMost = past.highest(desired, nowUs, windows.downUs)
  past.note(desired, nowUs, Math.max(windows.upUs, windows.downUs))
  return Math.min(Math.max(current, atLeast), atMost)
}
