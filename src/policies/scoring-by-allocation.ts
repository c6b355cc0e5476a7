import type { NodeResourcesFitOptions } from './node-resources-fit-options.ts'
import type { Profile } from './placement/types.ts'
import type { ScoredResources } from './scored-resources.ts'

/** A profile of NodeResourcesFit's score alone. */
export function scoringByAllocation(type: 'LeastAllocated' | 'MostAllocated', resources: ScoredResources): Profile {
  const options: NodeResourcesFitOptions = {
    ignoredResources: [],
    ignoredResourceGroups: [],
    scoringStrategy: { type, resources },
  }
  return { scores: [{ plugin: 'NodeResourcesFit', weight: 1, options }], ties: 'first' }
}
