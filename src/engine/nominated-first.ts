/**
 * The node that was emptied for a pod, if it fits there; else whatever `choose` finds. `nominated`: -1 for a pod that was promised
 * no node.
 */
export function nominatedFirst(nominated: number, fits: (node: number) => boolean, choose: () => number): number {
  return nominated !== -1 && fits(nominated) ? nominated : choose()
}
