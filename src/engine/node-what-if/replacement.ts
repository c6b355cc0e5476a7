import type { NodeOffer, NodeOrder } from '../../policies/node-autoscaler/types.ts'
import type { Run } from '../run.ts'
import { Elsewhere, movablePods } from './elsewhere.ts'
import { addReadyNode } from './in-fork.ts'

export type Replacement =
  | { readonly fits: false; readonly by: null }
  /** `by` null: the other nodes take all pods. */
  | { readonly fits: true; readonly by: { readonly poolIndex: number; readonly order: NodeOrder } | null }

/** Whether nodes could all go at once, with the first of these offers in their place if the other nodes do not do. */
export function replaceable(run: Run, nodes: readonly number[], offers: readonly NodeOffer[]): Replacement {
  const { cluster } = run
  cluster.fork()
  try {
    const elsewhere = new Elsewhere(run, nodes)
    const pods = nodes.flatMap((node) => movablePods(run, node))
    for (const node of nodes) cluster.setCordoned(node, true)
    for (const pod of pods) cluster.unbind(pod)
    const left = pods.filter((pod) => !elsewhere.place(pod))
    if (left.length === 0) return { fits: true, by: null }
    for (const offer of offers) {
      const zone = zoneThatTakes(run, left, offer)
      if (zone !== undefined)
        return { fits: true, by: { poolIndex: offer.poolIndex, order: { offering: offer.offering, zone } } }
    }
    return { fits: false, by: null }
  } finally {
    cluster.revert()
  }
}

/** The zone in which one node of the offer would take all the pods; undefined: none. */
function zoneThatTakes(run: Run, left: readonly number[], offer: NodeOffer): number | null | undefined {
  const { cluster, trial, nowUs, pools } = run
  const { zones } = pools[offer.poolIndex].spec
  for (let attempt = 0; attempt < Math.max(1, zones.length); attempt++) {
    const zone = zones.length === 0 ? null : attempt
    cluster.fork()
    try {
      const node = addReadyNode(run, offer.poolIndex, { offering: offer.offering, zone })
      const fits = left.every((pod) => {
        if (!trial.fits(cluster.pods.podClass[pod], node)) return false
        cluster.bind(pod, node, nowUs)
        return true
      })
      if (fits) return zone
    } finally {
      cluster.revert()
    }
  }
  return undefined
}
