import { bestFit } from './best-fit.ts'
import { dotProduct } from './dot-product.ts'
import { expression } from './expression.ts'
import { fgd } from './fgd.ts'
import { firstFit } from './first-fit.ts'
import { gpuBestFit } from './gpu-best-fit.ts'
import { gpuClustering } from './gpu-clustering.ts'
import { gpuDotProduct } from './gpu-dot-product.ts'
import { gpuPacking } from './gpu-packing.ts'
import { kubeDefault } from './kube-default.ts'
import { kubeSchedulerConfig } from './kube-scheduler-config.ts'
import { leastAllocated } from './least-allocated.ts'
import { mostAllocated } from './most-allocated.ts'
import { random } from './random.ts'
import type { PlacementPlugin } from './types.ts'
import { weightedMatch } from './weighted-match.ts'
import { worstFit } from './worst-fit.ts'

/** Every placement policy that a scenario can name. */
export const PLACEMENTS: readonly PlacementPlugin[] = [
  kubeDefault,
  kubeSchedulerConfig,
  leastAllocated,
  mostAllocated,
  firstFit,
  bestFit,
  worstFit,
  dotProduct,
  random,
  gpuDotProduct,
  gpuClustering,
  gpuPacking,
  gpuBestFit,
  fgd,
  weightedMatch,
  expression,
] as readonly PlacementPlugin[]
