import { advancePod } from '../apply/pods.ts'
import type { Handler } from './types.ts'

/** A pod has started its container, loaded its model or become ready; unless it is on its way out. */
export const podStage: Handler = (run, pod, generation) => {
  const { pods } = run.cluster
  if (pods.generation[pod] === generation && pods.terminating[pod] === 0) advancePod(run, pod)
}
