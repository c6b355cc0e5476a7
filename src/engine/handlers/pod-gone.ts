import { removePod } from '../apply/pods.ts'
import type { Handler } from './types.ts'

/** A pod that was on its way out is gone, and its node is free of it. */
export const podGone: Handler = (run, pod, generation) => {
  if (run.cluster.pods.generation[pod] === generation) removePod(run, pod)
}
