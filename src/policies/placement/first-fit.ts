import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const firstFit: PlacementPlugin<NoOptions> = {
  name: 'first-fit',
  doc: 'Takes the first node, in the order in which nodes joined, that has room.',
  options: noOptions,
  profile: () => ({ scores: [], ties: 'first' }),
}
