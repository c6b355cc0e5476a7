/** Somebody who looks on while a run goes, and changes nothing. */
export interface RunWatch {
  created(pod: number): void
  /** The scheduler is about to look for a node. */
  trying(pod: number): void
  /** It has found one, where the pod is about to go. */
  found(pod: number, node: number): void
}
