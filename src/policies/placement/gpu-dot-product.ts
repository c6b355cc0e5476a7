import { type NoOptions, noOptions } from '../no-options.ts'
import type { PlacementPlugin } from './types.ts'

export const gpuDotProduct: PlacementPlugin<NoOptions> = {
  name: 'gpu-dot-product',
  doc: 'Takes the node whose free CPU and GPU lie least in the direction of the request: DotProd of the FGD study.',
  options: noOptions,
  profile: () => ({ scores: [{ plugin: 'GpuDotProduct', weight: 1 }], ties: 'first', devices: 'best-fit' }),
}
