import type { Run } from './run.ts'

/** A pod gives up the node that it was promised. */
export function giveUpNomination({ nominations, pending }: Run, pod: number): void {
  if (nominations.of(pod) === -1) return
  nominations.clear(pod)
  pending.promiseBroken(pod)
}
