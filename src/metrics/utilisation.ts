import type { UtilisationRule } from '../model/scenario.ts'

/**
 * Combined utilisation (D4 §4.1): the ratios used / allocated of the resources that containers were allocated, folded
 * by the rule. The document prints the product but computes 50 % for ratios of one half each: that is the mean (or the maximum);
 * the product would be 12.5 %. Null when nothing was allocated.
 */
export function combinedUtilisation(
  used: readonly number[],
  allocated: readonly number[],
  rule: UtilisationRule,
): number | null {
  const ratios: number[] = []
  for (let r = 0; r < used.length; r++) if (allocated[r] > 0) ratios.push(used[r] / allocated[r])
  if (ratios.length === 0) return null
  if (rule === 'max') return Math.max(...ratios)
  if (rule === 'product') return ratios.reduce((product, ratio) => product * ratio, 1)
  return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
}
