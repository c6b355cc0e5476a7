import { z } from 'zod'
import type { PlacementPlugin } from '../types.ts'

export const random: PlacementPlugin = {
  name: 'random',
  doc: 'Takes any node that has room, each equally likely, drawn from a stream of its own.',
  options: z.strictObject({}),
  profile: () => ({ scores: [], ties: 'random' }),
}
