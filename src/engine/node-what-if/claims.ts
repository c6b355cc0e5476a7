import { CPU, MEMORY } from '../../model/amounts.ts'
import type { NodeOffer, NodeOrder } from '../../policies/node-autoscaler/types.ts'
import type { Run } from '../run.ts'
import { stillWaiting } from './expansion.ts'
import { addReadyNode, inFork } from './in-fork.ts'

/** A node to be bought: for as long as pods are added it is the largest of its pool that takes the first of them. */
interface Claim {
  readonly poolIndex: number
  order: NodeOrder
  node: number
  readonly pods: number[]
}

/**
 * The nodes that waiting pods need, as Karpenter packs them: pods by cpu, then memory, then age; each to the new node with the fewest pods
 * that takes it, else to another one. A node stays open to all instance types that hold its pods, and is bought as the first of `offers` that
 * does. `offers` come cheapest first; `room` is how many nodes each pool may still have.
 */
export function claims(
  run: Run,
  offers: readonly NodeOffer[],
  room: readonly number[],
): { readonly poolIndex: number; readonly order: NodeOrder; readonly pods: number }[] {
  return inFork(run, () => {
    const { cluster } = run
    const left = [...room]
    const open: Claim[] = []
    const roomy = largestFirst(run, offers)
    for (const { podClass, pods } of bySize(run)) {
      for (const pod of pods) {
        const claim = emptiest(run, open, podClass) ?? newClaim(run, roomy, left, podClass)
        if (claim === null) break
        if (claim.pods.length === 0) open.push(claim)
        cluster.bind(pod, claim.node, run.nowUs)
        claim.pods.push(pod)
      }
    }
    return open.map((claim) => {
      shrink(run, claim, offers)
      return { poolIndex: claim.poolIndex, order: claim.order, pods: claim.pods.length }
    })
  })
}

function bySize(run: Run) {
  const { classes } = run.cluster
  return stillWaiting(run, Number.NEGATIVE_INFINITY).sort((a, b) => {
    const [x, y] = [classes[a.podClass].requests, classes[b.podClass].requests]
    return y[CPU] - x[CPU] || y[MEMORY] - x[MEMORY]
  })
}

/** Pools in their order; in a pool the largest nodes first. */
function largestFirst({ pools }: Run, offers: readonly NodeOffer[]): NodeOffer[] {
  const amount = ({ poolIndex, offering }: NodeOffer, resource: string) =>
    pools[poolIndex].spec.offerings[offering].shape.allocatable[resource] ?? 0
  return [...offers].sort(
    (a, b) =>
      a.poolIndex - b.poolIndex || amount(b, 'cpu') - amount(a, 'cpu') || amount(b, 'memory') - amount(a, 'memory'),
  )
}

function emptiest({ trial }: Run, open: readonly Claim[], podClass: number): Claim | null {
  let best: Claim | null = null
  for (const claim of open) {
    if (best !== null && claim.pods.length >= best.pods.length) continue
    if (trial.fits(podClass, claim.node)) best = claim
  }
  return best
}

function newClaim(run: Run, roomy: readonly NodeOffer[], left: number[], podClass: number): Claim | null {
  const { cluster, trial, pools } = run
  for (const { poolIndex, offering } of roomy) {
    if (left[poolIndex] <= 0) continue
    const { zones } = pools[poolIndex].spec
    for (let attempt = 0; attempt < Math.max(1, zones.length); attempt++) {
      const zone = zones.length === 0 ? null : (pools[poolIndex].made + attempt) % zones.length
      const order = { offering, zone }
      const node = addReadyNode(run, poolIndex, order)
      if (trial.fits(podClass, node)) {
        left[poolIndex]--
        return { poolIndex, order, node, pods: [] }
      }
      cluster.removeNode(node)
    }
  }
  return null
}

/** Takes the first offer of the pool, cheapest first, that holds all pods of the claim where it is. */
function shrink(run: Run, claim: Claim, offers: readonly NodeOffer[]): void {
  const { cluster, trial, nowUs } = run
  for (const pod of claim.pods) cluster.unbind(pod)
  cluster.removeNode(claim.node)
  for (const { poolIndex, offering } of offers) {
    if (poolIndex !== claim.poolIndex) continue
    const order = { offering, zone: claim.order.zone }
    cluster.fork()
    const node = addReadyNode(run, poolIndex, order)
    const fits = claim.pods.every((pod) => {
      if (!trial.fits(cluster.pods.podClass[pod], node)) return false
      cluster.bind(pod, node, nowUs)
      return true
    })
    if (fits) {
      cluster.keepFork()
      claim.order = order
      return
    }
    cluster.revert()
  }
}
