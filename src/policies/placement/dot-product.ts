import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const dotProduct: PlacementPlugin<NoOptions> = {
  name: 'dot-product',
  doc: 'Takes the node whose free amounts lie most in the direction of what the pod requests, as in vector bin packing.',
  options: noOptions,
  profile: () => ({ scores: [{ plugin: 'DotProduct', weight: 1 }], ties: 'first' }),
}
