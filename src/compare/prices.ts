import type { Results } from '../results/types.ts'

/** Without a price anywhere, cost says nothing and node-hours stand in for it. */
export function hasPrices(results: Results): boolean {
  return results.variants.some(({ samples }) => (samples['cost.total'] ?? []).some((cost) => (cost ?? 0) > 0))
}
