import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const gpuClustering: PlacementPlugin<NoOptions> = {
  name: 'gpu-clustering',
  doc: 'Keeps shares with shares and pods of as many whole GPUs together: GpuClustering of the FGD study.',
  options: noOptions,
  profile: () => ({ scores: [{ plugin: 'GpuClustering', weight: 1 }], ties: 'first', devices: 'best-fit' }),
}
