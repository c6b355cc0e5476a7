import { bestFitScore } from '../../devices/gpu-scores.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import type { ScorePlugin } from '../placement/types.ts'
import { scoredByFree } from '../scored-by-free.ts'

/** The study normalises over feasible nodes; that never changes which of them are best, so the score stays node-local. */
export const gpuBestFit: ScorePlugin<NoOptions> = {
  name: 'GpuBestFit',
  doc: 'Prefers nodes that the pod would leave least free CPU and GPU, as BestFit of the FGD study.',
  options: noOptions,
  prepare: (podClass, cluster) => scoredByFree(podClass, cluster, bestFitScore),
}
