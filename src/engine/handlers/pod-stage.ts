import { advancePod } from '../apply/pods.ts'
import type { Handler } from './types.ts'

/** A pod has pulled its image, started its container or become ready. */
export const podStage: Handler = (run, pod, generation) => {
  if (run.cluster.pods.generation[pod] === generation) advancePod(run, pod)
}
