import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from '../types.ts'

export const random: PlacementPlugin<NoOptions> = {
  name: 'random',
  doc: 'Takes any node that has room, each equally likely, drawn from a stream of its own.',
  options: noOptions,
  profile: () => ({ scores: [], ties: 'random' }),
}
