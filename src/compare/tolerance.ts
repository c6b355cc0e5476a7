import type { Better } from '../results/types.ts'

export type Judgement = 'better' | 'worse' | 'same' | 'unjudged'

/** One run of each variant is exact, so this only hides what no reader would call a difference. */
const RELATIVE_TOLERANCE = 0.001
/** One request in a million: below what a share is printed with. */
const SHARE_TOLERANCE = 1e-6

export function isSame(a: number, b: number, unit: string): boolean {
  const difference = Math.abs(a - b)
  if (unit === 'share' && difference <= SHARE_TOLERANCE) return true
  return difference <= RELATIVE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b))
}

/** How `value` stands to `baseline` in the direction that the metric calls better. */
export function judge(value: number, baseline: number, unit: string, better: Better): Judgement {
  if (isSame(value, baseline, unit)) return 'same'
  if (better === 'neither') return 'unjudged'
  return value < baseline === (better === 'lower') ? 'better' : 'worse'
}
