import type { Rejection } from '../../src/policies/placement/types.ts'

/** By node: '' where it passes, else the reason, with an exclamation mark where evicting pods cannot help. */
export function verdictWords(
  verdicts: ReadonlyMap<string, Rejection | null> | 'Skip',
): Record<string, string> | 'Skip' {
  if (verdicts === 'Skip') return 'Skip'
  return Object.fromEntries([...verdicts].map(([node, verdict]) => [node, verdict === null ? '' : words(verdict)]))
}

function words({ reasons, resolvable }: Rejection): string {
  return reasons.join('; ') + (resolvable ? '' : '!')
}
