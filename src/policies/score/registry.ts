import type { ScorePlugin } from '../placement/types.ts'
import { bestFit } from './best-fit.ts'
import { dotProduct } from './dot-product.ts'
import { fragmentationGradient } from './fragmentation-gradient.ts'
import { gpuBestFit } from './gpu-best-fit.ts'
import { gpuClustering } from './gpu-clustering.ts'
import { gpuDotProduct } from './gpu-dot-product.ts'
import { gpuPacking } from './gpu-packing.ts'
import { imageLocality } from './image-locality.ts'
import { interPodAffinity } from './inter-pod-affinity.ts'
import { nodeAffinity } from './node-affinity.ts'
import { nodeResourcesBalancedAllocation } from './node-resources-balanced-allocation.ts'
import { nodeResourcesFit } from './node-resources-fit.ts'
import { podTopologySpread } from './pod-topology-spread.ts'
import { taintToleration } from './taint-toleration.ts'
import { weightedMatch } from './weighted-match.ts'

/** Every score that a profile can name, kube-scheduler's first. */
export const SCORES: readonly ScorePlugin[] = [
  taintToleration,
  nodeAffinity,
  nodeResourcesFit,
  podTopologySpread,
  interPodAffinity,
  nodeResourcesBalancedAllocation,
  imageLocality,
  bestFit,
  dotProduct,
  gpuDotProduct,
  gpuClustering,
  gpuPacking,
  gpuBestFit,
  fragmentationGradient,
  weightedMatch,
] as readonly ScorePlugin[]
