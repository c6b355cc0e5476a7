import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const gpuBestFit: PlacementPlugin<NoOptions> = {
  name: 'gpu-best-fit',
  doc: 'Takes the node with the least CPU and GPU left once the pod is on it: BestFit of the FGD study.',
  options: noOptions,
  profile: () => ({ scores: [{ plugin: 'GpuBestFit', weight: 1 }], ties: 'first', devices: 'best-fit' }),
}
