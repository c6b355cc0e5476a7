import { dotProductScore } from '../../devices/gpu-scores.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import type { ScorePlugin } from '../placement/types.ts'
import { scoredByFree } from '../scored-by-free.ts'

export const gpuDotProduct: ScorePlugin<NoOptions> = {
  name: 'GpuDotProduct',
  doc: 'Prefers nodes whose free CPU and GPU lie least in the direction of the request, as DotProd of the FGD study.',
  options: noOptions,
  prepare: (podClass, cluster) => scoredByFree(podClass, cluster, dotProductScore),
}
