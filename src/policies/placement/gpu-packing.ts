import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const gpuPacking: PlacementPlugin<NoOptions> = {
  name: 'gpu-packing',
  doc: 'Fills GPUs in use before it opens others, and nodes in use before empty ones: GpuPacking of the FGD study.',
  options: noOptions,
  profile: () => ({ scores: [{ plugin: 'GpuPacking', weight: 1 }], ties: 'first', devices: 'best-fit' }),
}
