import type { MetricDefinition, Results } from '../results/types.ts'

/** Stands in for cost where no pool has a price. */
export const NODE_HOURS: MetricDefinition = {
  name: 'nodes.hours',
  unit: 'node-hours',
  better: 'lower',
  doc: 'Hours that nodes existed, added up over nodes: what the cluster costs when no pool has a price.',
}

export function hasPrices(results: Results): boolean {
  return results.variants.some((variant) => (variant.summary['cost.total'] ?? 0) > 0)
}

/** Of each variant; null where the node count is not known. */
export function nodeHours(results: Results): (number | null)[] {
  const hours = results.durationSeconds / 3600
  return results.variants.map((variant) => {
    const nodes = variant.summary['nodes.count.mean']
    return nodes === null || nodes === undefined ? null : nodes * hours
  })
}
