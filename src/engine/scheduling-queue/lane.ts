import type { Cluster } from '../../cluster/cluster.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterEvent, FilterPlugin } from '../../policies/placement/types.ts'
import { attemptsAtMostBackoff, backsOff, type QueueRules, releaseUs } from './backoff.ts'
import { AT_CREATION, Cohort } from './cohort.ts'

/** A filter that turned pods down, as its profile sets it up. */
export interface Rejecter {
  readonly plugin: Pick<FilterPlugin, 'name' | 'retry'>
  readonly options: unknown
}

/** Who is in a lane: pods of a class, those of them that are promised a node, one pod by itself, promised a node or not, or a gang. */
export type LaneKind = 'class' | 'gang' | 'promised' | 'promised alone' | 'alone'

/**
 * Waiting pods that are alike to the scheduler. When one of them finds no node, all that would be tried at that moment fail with
 * it, untried.
 */
export class Lane {
  readonly podClass: PodClass
  kind: LaneKind
  waiting = 0
  /** An attempt has failed and nothing has happened since that could help: new pods fail untried. */
  knownToFail = false
  /** Cohorts with pods to try, backing off or not; new pods are in the first. */
  awake: Cohort[] = [new Cohort(0, AT_CREATION)]
  /** Cohorts of unschedulable pods. */
  private asleep: Cohort[] = []
  private readonly cluster: Cluster
  private readonly rules: QueueRules
  private readonly attemptsAtMost: number
  /** Who turned the pods down when they were last tried. */
  private rejecters: readonly Rejecter[] = []

  constructor(kind: LaneKind, podClass: PodClass, cluster: Cluster, rules: QueueRules) {
    this.kind = kind
    this.podClass = podClass
    this.cluster = cluster
    this.rules = rules
    this.attemptsAtMost = attemptsAtMostBackoff(rules)
  }

  add(pod: number): void {
    this.waiting++
    const cohort = this.knownToFail ? this.untried() : this.awake[0]
    cohort.push(pod, this.cluster.pods.sequence[pod])
  }

  /** Takes in a pod that has just failed after `attempts` failures before. */
  addFailed(pod: number, attempts: number, nowUs: number, rejecters: readonly Rejecter[]): void {
    this.waiting++
    this.rejecters = rejecters
    const before = new Cohort(attempts, nowUs, [pod], [this.cluster.pods.sequence[pod]])
    this.layDown(before.failedAgain(nowUs, this.attemptsAtMost))
  }

  /** Gives one of its pods, awake or asleep as it is, to a lane of its own. */
  singleOut(pod: number, kind: LaneKind): Lane {
    const own = new Lane(kind, this.podClass, this.cluster, this.rules)
    own.waiting = 1
    own.rejecters = this.rejecters
    this.waiting--
    for (const cohort of this.asleep) {
      const alone = cohort.takeOut(pod, this.cluster)
      if (alone !== null) own.asleep.push(alone)
    }
    for (const cohort of this.awake) {
      const alone = cohort.takeOut(pod, this.cluster)
      if (alone !== null) own.awake.push(alone)
    }
    return own
  }

  /** An attempt has failed: so do all pods that would be tried now. */
  fail(nowUs: number, rejecters: readonly Rejecter[]): void {
    this.knownToFail = true
    this.rejecters = rejecters
    const failing = this.rules.popFromBackoff
      ? this.awake
      : this.awake.map((cohort) => cohort.splitWhile(this.cluster, (pod) => !this.backsOff(cohort, pod, nowUs)))
    const later = this.rules.popFromBackoff
      ? []
      : this.awake.slice(1).filter((cohort) => cohort.first(this.cluster) !== -1)
    this.awake = [new Cohort(0, AT_CREATION), ...later]
    for (const cohort of failing) {
      if (cohort.first(this.cluster) !== -1) this.layDown(cohort.failedAgain(nowUs, this.attemptsAtMost))
    }
  }

  /** Whether an event could help pods that are asleep or yet to come. Where no filter said no there was no node to ask about. */
  hears(event: ClusterEvent): boolean {
    if (this.asleep.length === 0 && !this.knownToFail) return false
    if (this.rejecters.length === 0) return event.kind === 'node-added'
    return this.rejecters.some(({ plugin: { retry }, options }) => {
      if (retry === undefined) return true
      return retry.events.includes(event.kind) && (retry.helps?.(event, this.podClass, this.cluster, options) ?? true)
    })
  }

  /** Lets all that sleep try again; whether there were any. */
  wake(nowUs: number): boolean {
    const woken = this.asleep
    this.knownToFail = false
    for (const cohort of woken) cohort.wokenUs = nowUs
    this.awake.push(...woken)
    this.asleep = []
    return woken.length > 0
  }

  /** Wakes pods that have slept for longer than `us`; whether there were any. */
  wakeOlderThan(us: number, nowUs: number): boolean {
    const { cluster } = this
    const sleptLong = (cohort: Cohort) => (pod: number) => nowUs - cohort.timestampUs(pod, cluster) > us
    const woken: Cohort[] = []
    for (const cohort of this.asleep) {
      const first = cohort.first(cluster)
      if (first !== -1 && sleptLong(cohort)(first)) woken.push(cohort.splitWhile(cluster, sleptLong(cohort)))
    }
    for (const cohort of woken) cohort.wokenUs = nowUs
    this.awake.push(...woken)
    this.asleep = this.asleep.filter((cohort) => cohort.first(cluster) !== -1)
    return woken.length > 0
  }

  /** A pod that was woken during its backoff is not active before the backoff is over. */
  backsOff(cohort: Cohort, pod: number, nowUs: number): boolean {
    if (cohort.attempts === 0) return false
    const expiryUs = cohort.expiryUs(pod, this.cluster, this.rules)
    return backsOff(expiryUs, cohort.wokenUs, this.rules) && releaseUs(expiryUs) > nowUs
  }

  /** Lets go of cohorts that have run empty; whether there is a pod to try. */
  settle(): boolean {
    const [fresh, ...woken] = this.awake
    if (woken.length > 0) this.awake = [fresh, ...woken.filter((cohort) => cohort.first(this.cluster) !== -1)]
    return this.awake.length > 1 || fresh.first(this.cluster) !== -1
  }

  /** When the first pod that is to be tried later becomes active; ∞: none is. */
  nextReleaseUs(nowUs: number): number {
    let next = Number.POSITIVE_INFINITY
    for (const cohort of this.awake) {
      const first = cohort.first(this.cluster)
      if (first === -1 || !this.backsOff(cohort, first, nowUs)) continue
      next = Math.min(next, releaseUs(cohort.expiryUs(first, this.cluster, this.rules)))
    }
    return next
  }

  /** Since when the one that sleeps longest does; ∞: none does. */
  get asleepSinceUs(): number {
    let since = Number.POSITIVE_INFINITY
    for (const cohort of this.asleep) {
      const first = cohort.first(this.cluster)
      if (first !== -1) since = Math.min(since, cohort.timestampUs(first, this.cluster))
    }
    return since
  }

  /** Pods that failed and are not about to be tried again. */
  unschedulable(nowUs: number): number[] {
    const asleep = this.asleep.flatMap((cohort) => cohort.pods(this.cluster))
    return [...asleep, ...this.awake.flatMap((cohort) => this.later(cohort, nowUs))]
  }

  /** When the oldest of those was created; ∞: there is none. */
  oldestUnschedulableUs(nowUs: number): number {
    const { createdUs } = this.cluster.pods
    let oldestUs = Number.POSITIVE_INFINITY
    for (const cohort of this.asleep) {
      const first = cohort.first(this.cluster)
      if (first !== -1) oldestUs = Math.min(oldestUs, createdUs[first])
    }
    for (const cohort of this.awake) {
      for (const pod of this.later(cohort, nowUs)) oldestUs = Math.min(oldestUs, createdUs[pod])
    }
    return oldestUs
  }

  /** How many those are, found by what is awake: that is little at any time. */
  unschedulableCount(nowUs: number): number {
    let count = this.waiting
    for (const cohort of this.awake) count -= cohort.pods(this.cluster).length - this.later(cohort, nowUs).length
    return count
  }

  /** Those of an awake cohort whose backoff is not over. */
  private later(cohort: Cohort, nowUs: number): number[] {
    if (this.rules.popFromBackoff || cohort.attempts === 0) return []
    return cohort.pods(this.cluster).filter((pod) => this.backsOff(cohort, pod, nowUs))
  }

  /** Pods that failed at their creation, because they were known to. */
  private untried(): Cohort {
    const known = this.asleep.find(({ attempts, failedUs }) => attempts === 1 && failedUs === AT_CREATION)
    if (known !== undefined) return known
    const cohort = new Cohort(1, AT_CREATION)
    this.asleep.push(cohort)
    return cohort
  }

  private layDown(cohort: Cohort): void {
    const alike = this.asleep.find(
      ({ attempts, failedUs }) => attempts === cohort.attempts && failedUs === cohort.failedUs,
    )
    if (alike === undefined) this.asleep.push(cohort)
    else alike.join(cohort)
  }
}
