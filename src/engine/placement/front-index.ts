import type { Cluster } from '../../cluster/cluster.ts'
import type { Batch } from './batch.ts'
import type { PreparedPod } from './prepared-pod.ts'
import type { Ranks } from './ranks.ts'

/** More than there are ranks: a key is score × this, less the rank. No two nodes have the same, and the highest goes first. */
const RANKS = 67_108_864

/** Below every key. */
const NONE = -1

/** Nodes in a front at first, and nodes that have come to it since. */
const WANTED_FIRST = 128
const LATER_MAX = 256

/** A front that lasts for fewer choices is to be longer, one that lasts for far more may be shorter. */
const LASTS_TOO_SHORT = 64
const LASTS_LONG = 4096

/**
 * Whether nodes of the first `groups` groups differ for a pod in nothing but whole scores of their own, some of which have bounds that are
 * quickly found.
 */
export function hasFront(prepared: PreparedPod, groups: number): boolean {
  const { wholeUpTo, nodeScores, candidateFilters, slots, groupKey } = prepared
  if (wholeUpTo === null || candidateFilters.length + slots.length > 0) return false
  if (nodeScores.every(({ score }) => score.bound === undefined)) return false
  for (let group = 1; group < groups; group++) if (groupKey(group) !== groupKey(0)) return false
  return true
}

/**
 * For one pod class to which all nodes are alike but for their own scores: the front, a short list of the best nodes. All that is known of
 * the others is a floor that none of them is above. Of the nodes that changed since the class was last asked only those are judged whose
 * bound is above the floor, a few in a hundred; the others need not even be written down. When the front is used up, a new one is found.
 *
 *   front[0 … left)    keys of the best when the front was found, ascending; looked at from the end, where those that changed fall off
 *   laterKeys, rows    nodes that rose above the floor since, in no order; those that change are taken out
 */
export class FrontIndex {
  readonly size = 1
  private readonly cluster: Cluster
  private readonly prepared: PreparedPod
  private readonly ranks: Ranks
  private readonly batch: Batch
  private readonly scoreCounts: Int32Array
  /** By score: where the places in the front end. */
  private readonly placeEnds: Int32Array
  private front = new Float64Array(0)
  private frontVersion = 0
  private left = 0
  private readonly laterKeys = new Float64Array(LATER_MAX)
  private readonly laterRows = new Int32Array(LATER_MAX)
  private later = 0
  private floor = NONE
  private wanted = WANTED_FIRST
  private choices = 0
  private version = 0
  private epoch = -1

  constructor(cluster: Cluster, prepared: PreparedPod, ranks: Ranks, batch: Batch) {
    this.cluster = cluster
    this.prepared = prepared
    this.ranks = ranks
    this.batch = batch
    this.scoreCounts = new Int32Array((prepared.wholeUpTo ?? 0) + 1)
    this.placeEnds = new Int32Array(this.scoreCounts.length)
  }

  /** The node that the profile puts first, the first in visiting order of equals; -1: none is feasible. */
  choose(): number {
    const { changes } = this.cluster
    this.ranks.refresh()
    this.batch.reserve(this.ranks.count)
    const changed = this.epoch === this.ranks.epoch ? changes.since(this.version, this.batch.rows) : -1
    if (changed === -1) this.renew()
    else if (changed > 0) {
      this.dropChanged()
      this.admitChanged(changed)
    }
    this.version = changes.version
    this.choices++
    let best = this.bestKey()
    if (best === NONE && this.floor !== NONE) {
      this.renew()
      best = this.bestKey()
    }
    return best === NONE ? -1 : this.rowOf(best)
  }

  private bestKey(): number {
    const { laterKeys, later, front, frontVersion, floor } = this
    const { changes } = this.cluster
    while (this.left > 0 && changes.hasChanged(this.rowOf(front[this.left - 1]), frontVersion)) this.left--
    let best = this.left > 0 && front[this.left - 1] > floor ? front[this.left - 1] : NONE
    for (let i = 0; i < later; i++) if (laterKeys[i] > best) best = laterKeys[i]
    return best
  }

  private rowOf(key: number): number {
    return this.ranks.rows[RANKS - 1 - (key % RANKS)]
  }

  /** Takes out the nodes that have changed since they came to the front. */
  private dropChanged(): void {
    const { laterRows, laterKeys, version } = this
    const { changes } = this.cluster
    let kept = 0
    for (let i = 0; i < this.later; i++) {
      if (changes.hasChanged(laterRows[i], version)) continue
      laterRows[kept] = laterRows[i]
      laterKeys[kept++] = laterKeys[i]
    }
    this.later = kept
  }

  /** Puts those of the first `changed` nodes of the batch into the front that are above the floor. */
  private admitChanged(changed: number): void {
    const { rows, kept, totals } = this.batch
    const { rankOf } = this.ranks
    this.bound(rows, changed)
    let likely = 0
    for (let i = 0; i < changed; i++) {
      const rank = rankOf[rows[i]]
      if (rank !== -1 && keyOf(totals[i], rank) > this.floor) kept[likely++] = rows[i]
    }
    const left = this.judge(likely)
    for (let i = 0; i < left; i++) {
      const key = keyOf(totals[i], rankOf[kept[i]])
      if (this.later === LATER_MAX) this.raiseFloor()
      if (key <= this.floor) continue
      this.laterRows[this.later] = kept[i]
      this.laterKeys[this.later++] = key
    }
  }

  /** Lets the worse half of those that came later go, and all that are no better. */
  private raiseFloor(): void {
    const { laterRows, laterKeys, later } = this
    this.floor = laterKeys.slice().sort()[later >> 1]
    let kept = 0
    for (let i = 0; i < later; i++) {
      if (laterKeys[i] <= this.floor) continue
      laterRows[kept] = laterRows[i]
      laterKeys[kept++] = laterKeys[i]
    }
    this.later = kept
  }

  /** Finds the best of all nodes; what is above the bound of all that are not judged is sure. */
  private renew(): void {
    const { ranks, batch } = this
    this.epoch = ranks.epoch
    this.frontVersion = this.cluster.changes.version
    this.later = 0
    this.adapt()
    this.bound(ranks.rows, ranks.count)
    const bounds = batch.totals.slice(0, ranks.count)
    for (let nodes = this.wanted; ; nodes *= 4) {
      const least = this.scoreExceededBy(bounds, nodes)
      this.renewAbove(bounds, least)
      if (this.left > 0 || least === 0) return
    }
  }

  /** The front of nodes with scores of at least `least`, as far as it is long enough for them. */
  private renewAbove(bounds: Float64Array, least: number): void {
    const { ranks } = this
    const { kept, totals } = this.batch
    let likely = 0
    for (let rank = 0; rank < ranks.count; rank++) if (bounds[rank] >= least) kept[likely++] = ranks.rows[rank]
    const feasible = this.judge(likely)
    this.countScores(totals, feasible)
    this.floor = least * RANKS - 1
    this.makeRoom(least)
    // Nodes come in visiting order: of equals the first ones have the places, from the last one on.
    const { scoreCounts: free, placeEnds } = this
    for (let i = 0; i < feasible; i++) {
      const score = totals[i]
      if (score < least) continue
      const key = keyOf(score, ranks.rankOf[kept[i]])
      if (free[score]-- > 0) this.front[--placeEnds[score]] = key
      else if (key > this.floor) this.floor = key
    }
  }

  /** By score, from the highest to `least`: as many places in the front as there are nodes to take them, while there are any. */
  private makeRoom(least: number): void {
    const { scoreCounts, placeEnds, wanted } = this
    let room = wanted
    for (let score = scoreCounts.length - 1; score >= least; score--) {
      scoreCounts[score] = Math.min(scoreCounts[score], room)
      room -= scoreCounts[score]
    }
    this.left = 0
    for (let score = least; score < scoreCounts.length; score++) {
      this.left += scoreCounts[score]
      placeEnds[score] = this.left
    }
  }

  /** The highest score that at least as many have or exceed as that; 0: fewer do. */
  private scoreExceededBy(scores: Float64Array, nodes: number): number {
    this.countScores(scores, scores.length)
    let score = this.scoreCounts.length - 1
    let sum = this.scoreCounts[score]
    while (score > 0 && sum < nodes) sum += this.scoreCounts[--score]
    return score
  }

  private countScores(scores: Float64Array, count: number): void {
    const { scoreCounts } = this
    scoreCounts.fill(0)
    for (let i = 0; i < count; i++) scoreCounts[scores[i]]++
  }

  private adapt(): void {
    const most = Math.max(WANTED_FIRST, this.ranks.count >> 2)
    if (this.choices < LASTS_TOO_SHORT) this.wanted = Math.min(2 * this.wanted, most)
    else if (this.choices > LASTS_LONG) this.wanted = Math.max(this.wanted >> 1, WANTED_FIRST)
    this.choices = 0
    if (this.front.length !== this.wanted) this.front = new Float64Array(this.wanted)
  }

  /** Sets `totals` to bounds of the scores of the first `count` of `rows`. */
  private bound(rows: Int32Array, count: number): void {
    const { totals } = this.batch
    totals.fill(0, 0, count)
    for (const { score, weight } of this.prepared.nodeScores) {
      if (score.bound === undefined) score.add(rows, count, weight, totals)
      else score.bound(rows, count, weight, totals)
    }
  }

  /** Leaves the feasible ones of the first `count` in `kept`, and their scores in `totals`; how many there are. */
  private judge(count: number): number {
    const { nodeFilters, nodeScores } = this.prepared
    const { kept, totals } = this.batch
    let left = count
    for (let f = 0; f < nodeFilters.length && left > 0; f++) left = nodeFilters[f].keep(kept, left)
    totals.fill(0, 0, left)
    if (left > 0) for (const { score, weight } of nodeScores) score.add(kept, left, weight, totals)
    return left
  }
}

function keyOf(score: number, rank: number): number {
  return score * RANKS + (RANKS - 1 - rank)
}
