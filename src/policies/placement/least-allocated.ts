import { z } from 'zod'
import { scoredResources } from '../scored-resources.ts'
import { scoringByAllocation } from '../scoring-by-allocation.ts'
import type { PlacementPlugin } from './types.ts'

const options = z.strictObject({ resources: scoredResources })

export const leastAllocated: PlacementPlugin<z.output<typeof options>> = {
  name: 'least-allocated',
  doc: 'Spreads pods: the node with the largest free share of cpu and memory wins, as kube-scheduler does by default.',
  options,
  profile: ({ resources }) => scoringByAllocation('LeastAllocated', resources),
}
