import type { Better } from '../results/types.ts'

/** 'undecided': several seeds, and they neither tell the two apart nor show them to be the same. */
export type Judgement = 'better' | 'worse' | 'same' | 'undecided' | 'unjudged'

/** A run is exact under its seed, so this only hides what no reader would call a difference. */
const RELATIVE_TOLERANCE = 0.001
/** One request in a million: below what a share is printed with. */
const SHARE_TOLERANCE = 1e-6

/** Up to this difference two values of a unit count as the same. */
export function toleranceOf(a: number, b: number, unit: string): number {
  const relative = RELATIVE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b))
  return unit === 'share' ? Math.max(SHARE_TOLERANCE, relative) : relative
}

export function isSame(a: number, b: number, unit: string): boolean {
  return Math.abs(a - b) <= toleranceOf(a, b, unit)
}

/** How `value` stands to `baseline` in the direction that the metric calls better. */
export function judge(value: number, baseline: number, unit: string, better: Better): Judgement {
  if (isSame(value, baseline, unit)) return 'same'
  if (better === 'neither') return 'unjudged'
  return value < baseline === (better === 'lower') ? 'better' : 'worse'
}
