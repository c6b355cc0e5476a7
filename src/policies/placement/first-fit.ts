import { z } from 'zod'
import type { PlacementPlugin } from '../types.ts'

export const firstFit: PlacementPlugin = {
  name: 'first-fit',
  doc: 'Takes the first node, in the order in which nodes joined, that has room.',
  options: z.strictObject({}),
  profile: () => ({ scores: [], ties: 'first' }),
}
