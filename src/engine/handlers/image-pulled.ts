import { advancePod } from '../apply/pods.ts'
import { endPull } from '../images/pull.ts'
import type { Handler } from './types.ts'

/** A node has pulled an image: pods that now have all of theirs go on. */
export const imagePulled: Handler = (run, turn) => {
  if (run.images.turn !== turn) return
  for (const pod of endPull(run)) advancePod(run, pod)
}
