import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const worstFit: PlacementPlugin<NoOptions> = {
  name: 'worst-fit',
  doc: 'Spreads pods: takes the node that has the most left of what the pod requests once the pod is on it.',
  options: noOptions,
  profile: () => ({ scores: [{ plugin: 'BestFit', weight: -1 }], ties: 'first' }),
}
