import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const random: PlacementPlugin<NoOptions> = {
  name: 'random',
  doc: 'Takes any node that has room, and any GPU there, each equally likely, drawn from streams of their own.',
  options: noOptions,
  profile: () => ({ scores: [], ties: 'random', devices: 'random' }),
}
