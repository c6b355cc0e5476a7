/** States what our own code guarantees. A failure is a bug of simcap, never a fault of the user's input. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`bug: ${message}`)
}
