import { z } from 'zod'
import { scoredResources } from '../scored-resources.ts'
import { scoringByAllocation } from '../scoring-by-allocation.ts'
import type { PlacementPlugin } from './types.ts'

const options = z.strictObject({ resources: scoredResources })

export const mostAllocated: PlacementPlugin<z.output<typeof options>> = {
  name: 'most-allocated',
  doc: 'Packs pods: the node with the largest requested share of cpu and memory wins, so that others can be emptied.',
  options,
  profile: ({ resources }) => scoringByAllocation('MostAllocated', resources),
}
