import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const bestFit: PlacementPlugin<NoOptions> = {
  name: 'best-fit',
  doc: 'Packs pods: takes the node that has the least left of what the pod requests once the pod is on it.',
  options: noOptions,
  profile: () => ({ scores: [{ plugin: 'BestFit', weight: 1 }], ties: 'first' }),
}
