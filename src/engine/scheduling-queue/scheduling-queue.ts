import { assert } from '../../base/assert.ts'
import { US_PER_MINUTE, US_PER_SECOND } from '../../base/time.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterEvent } from '../../policies/placement/types.ts'
import type { QueueRules } from './backoff.ts'
import type { Cohort } from './cohort.ts'
import { Lane, type LaneKind, type Rejecter } from './lane.ts'
import { isAhead, isAheadInBackoff } from './order.ts'

/** Unschedulable pods are tried again after this long, whatever happened or not; looked for in steps. */
const ASLEEP_AT_MOST_US = 5 * US_PER_MINUTE
const FLUSH_EVERY_US = 30 * US_PER_SECOND

/** A pod that could be next, and where it waits. */
class Contender {
  priority = 0
  timestampUs = 0
  sequence = 0
  expiryUs = 0
  pod = -1
  lane: Lane | null = null
  cohort: Cohort | null = null
}

/**
 * Pods without a node, as kube-scheduler keeps them: active ones, ones that back off, and unschedulable ones that wait for something
 * that could help. Attempts take no simulated time and pods of one class are alike, so one failed attempt speaks for the whole class: a
 * full cluster costs one attempt per class and event, however many wait.
 */
export class SchedulingQueue {
  private readonly cluster: Cluster
  private readonly rules: QueueRules
  private readonly byClass: (Lane | undefined)[] = []
  private readonly promisedByClass: (Lane | undefined)[] = []
  private readonly byGang = new Map<string, Lane>()
  /** By pod row: the lane of a pod that is not in that of its class. */
  private readonly aside = new Map<number, Lane>()
  /** Lanes that may have pods to try, and lanes that may have pods asleep. */
  private readonly listed = new Set<Lane>()
  private readonly sleepers = new Set<Lane>()
  private flushUs = Number.POSITIVE_INFINITY
  /** What `next` gave, and scratch for finding it. */
  private chosen = new Contender()
  private inBackoff = new Contender()
  private candidate = new Contender()

  constructor(cluster: Cluster, rules: QueueRules) {
    this.cluster = cluster
    this.rules = rules
  }

  /**
   * A new pod. `isDifferent`: it may get what older pods of its class were refused. `gang` names those that it is tried with; null:
   * it is like all of its class. Whether there is anything to try.
   */
  add(pod: number, isDifferent: boolean, gang: string | null = null): boolean {
    const podClass = this.cluster.pods.podClass[pod]
    const lane = gang === null ? this.laneOfClass(podClass) : this.laneOfGang(gang, podClass)
    if (gang !== null) this.aside.set(pod, lane)
    if (isDifferent) lane.knownToFail = false
    lane.add(pod)
    if (lane.knownToFail) this.layDown(lane, this.cluster.pods.createdUs[pod])
    else this.listed.add(lane)
    return !lane.knownToFail
  }

  /** A waiting pod goes away unplaced; its entry is skipped when it is met. */
  withdraw(pod: number): void {
    this.leave(this.laneOf(pod), pod)
  }

  /** The pod whose turn it is, or -1 when there is none to try. */
  next(nowUs: number): number {
    const { chosen, inBackoff } = this
    chosen.pod = -1
    inBackoff.pod = -1
    for (const lane of this.listed) {
      let isEmpty = true
      for (const cohort of lane.awake) {
        const pod = cohort.first(this.cluster)
        if (pod === -1) continue
        isEmpty = false
        this.consider(lane, cohort, pod, nowUs)
      }
      if (isEmpty && !lane.settle()) this.listed.delete(lane)
    }
    if (this.chosen.pod === -1 && this.rules.popFromBackoff) this.swapInBackoff()
    return this.chosen.pod
  }

  /** A pod has a node: the one that `next` gave, or another of its gang. */
  placed(pod: number): void {
    if (pod !== this.chosen.pod) {
      this.withdraw(pod)
      return
    }
    const { lane } = this.take()
    lane.knownToFail = false
    this.leave(lane, pod)
  }

  /** The pod that `next` gave found no node, and so do all pods like it. */
  failed(nowUs: number, rejecters: readonly Rejecter[]): void {
    const { lane, pod } = this.chosen
    assert(lane !== null && pod !== -1, 'an attempt fails for the pod that was next')
    if (lane.kind === 'promised alone') {
      this.promised(nowUs, rejecters)
      return
    }
    lane.fail(nowUs, rejecters)
    this.layDown(lane, nowUs)
  }

  /**
   * The pod that `next` gave found no node, but one is being emptied for it. Others of its class have their turn; from now on it is
   * one of those that are promised a node, who fail together until something happens on the node of one of them.
   */
  promised(nowUs: number, rejecters: readonly Rejecter[]): void {
    const { lane, cohort, pod } = this.take()
    this.leave(lane, pod)
    const promised = this.promisedOfClass(lane.podClass)
    promised.addFailed(pod, cohort.attempts, nowUs, rejecters)
    this.aside.set(pod, promised)
    this.layDown(promised, nowUs)
  }

  /** Something happens on the node that a pod is promised: it is no longer like the others. */
  singleOut(pod: number): void {
    if (this.laneOf(pod).kind === 'promised') this.setAside(pod, 'promised alone')
  }

  /** A pod will not get the node after all that it was promised. */
  promiseBroken(pod: number): void {
    this.setAside(pod, 'alone')
  }

  /** Wakes the pods that an event could help; whether there are any. */
  happened(event: ClusterEvent, nowUs: number): boolean {
    let woken = false
    for (const lane of this.sleepers) {
      if (!lane.hears(event)) continue
      if (lane.wake(nowUs)) woken = true
      this.sleepers.delete(lane)
      this.listed.add(lane)
    }
    return woken
  }

  /** Gives pods their turn that time alone has brought: they slept for long, or have backed off. Whether there may be any. */
  turn(nowUs: number): boolean {
    if (nowUs % FLUSH_EVERY_US === 0) this.flush(nowUs)
    return this.listed.size > 0
  }

  /** When `turn` is next to be called. */
  nextTurnUs(nowUs: number): number {
    let next = this.flushUs
    if (this.rules.popFromBackoff) return next
    for (const lane of this.listed) next = Math.min(next, lane.nextReleaseUs(nowUs))
    return next
  }

  /** How many pods the scheduler found no node for, those aside that are promised one. */
  unschedulableCount(nowUs: number): number {
    let count = 0
    for (const lane of this.unpromised()) count += lane.unschedulableCount(nowUs)
    return count
  }

  /** When the oldest of them was created; ∞: there is none. */
  oldestUnschedulableUs(nowUs: number): number {
    let oldestUs = Number.POSITIVE_INFINITY
    for (const lane of this.unpromised()) oldestUs = Math.min(oldestUs, lane.oldestUnschedulableUs(nowUs))
    return oldestUs
  }

  /** The same pods, class by class in the order of their oldest. */
  unschedulable(nowUs: number): number[][] {
    const { sequence } = this.cluster.pods
    const byClass = new Map<PodClass, number[]>()
    for (const lane of this.unpromised()) {
      const pods = lane.unschedulable(nowUs)
      if (pods.length > 0) byClass.set(lane.podClass, [...(byClass.get(lane.podClass) ?? []), ...pods])
    }
    for (const pods of byClass.values()) pods.sort((a, b) => sequence[a] - sequence[b])
    return [...byClass]
      .sort(([a, [podA]], [b, [podB]]) => b.priority - a.priority || sequence[podA] - sequence[podB])
      .map(([, pods]) => pods)
  }

  private unpromised(): Lane[] {
    const lanes: Lane[] = []
    for (const lane of this.byClass) if (lane !== undefined && lane.waiting > 0) lanes.push(lane)
    for (const lane of this.aside.values()) if (lane.kind === 'alone') lanes.push(lane)
    lanes.push(...this.byGang.values())
    return lanes
  }

  private consider(lane: Lane, cohort: Cohort, pod: number, nowUs: number): void {
    const backsOff = lane.backsOff(cohort, pod, nowUs)
    if (backsOff && !this.rules.popFromBackoff) return
    const { candidate } = this
    candidate.priority = lane.podClass.priority
    candidate.timestampUs = cohort.timestampUs(pod, this.cluster)
    candidate.sequence = this.cluster.pods.sequence[pod]
    candidate.pod = pod
    candidate.lane = lane
    candidate.cohort = cohort
    if (backsOff) {
      candidate.expiryUs = cohort.expiryUs(pod, this.cluster, this.rules)
      if (this.inBackoff.pod !== -1 && !isAheadInBackoff(candidate, this.inBackoff)) return
      this.candidate = this.inBackoff
      this.inBackoff = candidate
    } else if (this.chosen.pod === -1 || isAhead(candidate, this.chosen)) {
      this.candidate = this.chosen
      this.chosen = candidate
    }
  }

  private swapInBackoff(): void {
    const { chosen } = this
    this.chosen = this.inBackoff
    this.inBackoff = chosen
  }

  /** Takes the pod that `next` gave from its place. */
  private take(): { lane: Lane; cohort: Cohort; pod: number } {
    const { lane, cohort, pod } = this.chosen
    assert(lane !== null && cohort !== null && pod !== -1, 'a pod is taken after it was next')
    this.chosen.pod = -1
    cohort.takeFirst()
    return { lane, cohort, pod }
  }

  private leave(lane: Lane, pod: number): void {
    lane.waiting--
    this.aside.delete(pod)
    if (lane.kind === 'alone' || lane.kind === 'promised alone') this.drop(lane)
    if (lane.kind === 'gang' && lane.waiting === 0) this.dropGang(lane)
  }

  private dropGang(lane: Lane): void {
    this.drop(lane)
    for (const [name, known] of this.byGang) if (known === lane) this.byGang.delete(name)
  }

  private drop(lane: Lane): void {
    this.listed.delete(lane)
    this.sleepers.delete(lane)
  }

  private setAside(pod: number, kind: LaneKind): void {
    const lane = this.laneOf(pod)
    if (lane.kind === 'promised alone') {
      lane.kind = kind
      return
    }
    const own = lane.singleOut(pod, kind)
    this.aside.set(pod, own)
    this.sleepers.add(own)
    this.listed.add(own)
    if (this.chosen.pod !== pod) return
    this.chosen.lane = own
    this.chosen.cohort = own.awake[own.awake.length - 1]
  }

  private laneOf(pod: number): Lane {
    return this.aside.get(pod) ?? this.laneOfClass(this.cluster.pods.podClass[pod])
  }

  private laneOfClass(podClass: number): Lane {
    this.byClass[podClass] ??= this.newLane('class', podClass)
    return this.byClass[podClass]
  }

  private laneOfGang(gang: string, podClass: number): Lane {
    let lane = this.byGang.get(gang)
    if (lane === undefined) {
      lane = this.newLane('gang', podClass)
      this.byGang.set(gang, lane)
    }
    return lane
  }

  private promisedOfClass({ id }: PodClass): Lane {
    this.promisedByClass[id] ??= this.newLane('promised', id)
    return this.promisedByClass[id]
  }

  private newLane(kind: LaneKind, podClass: number): Lane {
    return new Lane(kind, this.cluster.classes[podClass], this.cluster, this.rules)
  }

  private layDown(lane: Lane, sinceUs: number): void {
    this.sleepers.add(lane)
    this.planFlush(sinceUs)
  }

  private planFlush(sinceUs: number): void {
    const dueUs = (Math.floor((sinceUs + ASLEEP_AT_MOST_US) / FLUSH_EVERY_US) + 1) * FLUSH_EVERY_US
    this.flushUs = Math.min(this.flushUs, dueUs)
  }

  private flush(nowUs: number): void {
    this.flushUs = Number.POSITIVE_INFINITY
    for (const lane of this.sleepers) {
      if (lane.wakeOlderThan(ASLEEP_AT_MOST_US, nowUs)) this.listed.add(lane)
      const since = lane.asleepSinceUs
      if (since !== Number.POSITIVE_INFINITY) this.planFlush(since)
      else if (!lane.knownToFail) this.sleepers.delete(lane)
    }
  }
}
