import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const fgd: PlacementPlugin<NoOptions> = {
  name: 'fgd',
  doc: 'Takes the node and the GPU where least becomes useless to the pods to come: fragmentation gradient descent.',
  options: noOptions,
  profile: () => ({
    scores: [{ plugin: 'FragmentationGradient', weight: 1 }],
    ties: 'first',
    devices: 'least-fragmentation',
  }),
}
