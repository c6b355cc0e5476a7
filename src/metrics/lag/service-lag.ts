import { firstSeenUs, type MetricsPipeline } from '../../model/metrics-pipeline.ts'
import { LAG_PARTS, lagParts, type NodeBoot, newPath, type PodPath } from './lag-parts.ts'

/** Load may be above capacity by what rounding makes of equal numbers. */
const ROUNDING = 1 + 1e-9

/** Of a service's episodes the longest are kept. */
export const KEPT_EPISODES = 100

/** A stretch in which more requests came than ready replicas could answer. */
export interface Episode {
  readonly fromUs: number
  readonly toUs: number
  /** A replica that became ready ended it; else the load fell, or the run was over. */
  readonly recovered: boolean
  /** Requests that came beyond what ready replicas could answer. */
  readonly missingRequests: number
  /** By `LAG_PARTS`. */
  readonly partsUs: Float64Array
}

/**
 * How long a service lacks capacity, and what it waits for meanwhile: along the path of the pod that ended the shortage, or of the pod
 * that was ordered last where none has ended it yet. Levels that last no time count nowhere.
 */
export class ServiceLag {
  episodes = 0
  totalUs = 0
  maxUs = 0
  readonly partsUs = new Float64Array(LAG_PARTS.length)
  private readonly kept: Episode[] = []
  private readonly pipeline: MetricsPipeline
  /** By pod that is not ready yet, in order of creation. */
  private readonly underWay = new Map<number, PodPath>()
  private newest: PodPath | null = null
  private becameReady: PodPath | null = null
  private becameReadyUs = -1
  private lastUs = 0
  private load = 0
  private capacity = 0
  /** Since when capacity has been lacking; -1: there is enough. */
  private shortSinceUs = -1
  private missing = 0

  constructor(pipeline: MetricsPipeline) {
    this.pipeline = pipeline
  }

  /** Requests that come, and those that ready replicas can answer, per second from now on. */
  levels(nowUs: number, load: number, capacity: number): void {
    if (nowUs > this.lastUs) this.advance(nowUs)
    this.load = load
    this.capacity = capacity
  }

  created(pod: number, nowUs: number): void {
    if (nowUs > this.lastUs) this.advance(nowUs)
    this.newest = newPath(nowUs)
    this.underWay.set(pod, this.newest)
  }

  /** `boot`: of the node; null: it was there from the start. */
  bound(pod: number, nowUs: number, boot: NodeBoot | null): void {
    const path = this.pathOf(pod, nowUs)
    if (path === undefined) return
    path.boundUs = nowUs
    path.boot = boot
  }

  /** A ready pod's container was killed: on its node it goes through a start again. */
  restarted(pod: number, nowUs: number): void {
    this.created(pod, nowUs)
    this.bound(pod, nowUs, null)
  }

  reached(pod: number, stage: 'starting' | 'loading' | 'warming' | 'ready', nowUs: number): void {
    const path = this.pathOf(pod, nowUs)
    if (path === undefined) return
    if (stage === 'starting') path.startingUs = nowUs
    else if (stage === 'loading') path.loadingUs = nowUs
    else if (stage === 'warming') path.warmingUs = nowUs
    else {
      this.becameReady = path
      this.becameReadyUs = nowUs
      this.forget(pod, path)
    }
  }

  gone(pod: number, nowUs: number): void {
    const path = this.pathOf(pod, nowUs)
    if (path !== undefined) this.forget(pod, path)
  }

  /** The run is over. */
  close(endUs: number): void {
    if (endUs > this.lastUs) this.advance(endUs)
    if (this.shortSinceUs !== -1) this.end(endUs)
  }

  /** The longest episodes, in order of time. */
  get longest(): readonly Episode[] {
    return longestOf(this.kept)
  }

  private pathOf(pod: number, nowUs: number): PodPath | undefined {
    if (nowUs > this.lastUs) this.advance(nowUs)
    return this.underWay.get(pod)
  }

  private forget(pod: number, path: PodPath): void {
    this.underWay.delete(pod)
    if (this.newest === path) this.newest = null
  }

  /** What was told last has held until now. */
  private advance(nowUs: number): void {
    const { lastUs, load, capacity } = this
    if (load > capacity * ROUNDING) {
      if (this.shortSinceUs === -1) this.shortSinceUs = lastUs
      this.missing += ((load - capacity) * (nowUs - lastUs)) / 1e6
    } else if (this.shortSinceUs !== -1) this.end(lastUs)
    this.lastUs = nowUs
  }

  private end(toUs: number): void {
    const fromUs = this.shortSinceUs
    const recovered = this.becameReadyUs === toUs && this.load <= this.capacity * ROUNDING
    const path = recovered ? this.becameReady : this.newest
    const partsUs = lagParts(fromUs, toUs, firstSeenUs(this.pipeline, fromUs), path)
    this.episodes++
    this.totalUs += toUs - fromUs
    this.maxUs = Math.max(this.maxUs, toUs - fromUs)
    for (let part = 0; part < partsUs.length; part++) this.partsUs[part] += partsUs[part]
    this.kept.push({ fromUs, toUs, recovered, missingRequests: this.missing, partsUs })
    if (this.kept.length >= 2 * KEPT_EPISODES) this.kept.splice(0, this.kept.length, ...longestOf(this.kept))
    this.shortSinceUs = -1
    this.missing = 0
  }
}

/** As many as are kept, in the order given; of equally long ones those that come first. */
export function longestOf<E extends Episode>(episodes: readonly E[]): E[] {
  const length = (i: number) => episodes[i].toUs - episodes[i].fromUs
  const order = episodes.map((_, i) => i).sort((a, b) => length(b) - length(a) || a - b)
  return order
    .slice(0, KEPT_EPISODES)
    .sort((a, b) => a - b)
    .map((i) => episodes[i])
}
