import type { NodeAutoscalerView, NodeOffer, PoolView } from '../node-autoscaler/types.ts'

/** Everything that can be ordered, the cheapest first, in the order of the pools among equals. */
export function offersByPrice({ pools }: NodeAutoscalerView): NodeOffer[] {
  return pools
    .flatMap(({ pool }, poolIndex) =>
      pool.offerings.map(({ pricePerHour }, offering) => ({ offer: { poolIndex, offering }, pricePerHour })),
    )
    .sort((a, b) => a.pricePerHour - b.pricePerHour)
    .map(({ offer }) => offer)
}

/** How many more nodes a pool may have. */
export const roomOf = ({ pool, nodesReady, nodesBooting }: PoolView): number =>
  Math.max(0, pool.limits.max - nodesReady - nodesBooting)
