import { mean, squaredCv } from '../../base/distribution.ts'
import { residualAbove } from '../../base/residual.ts'
import type { WaitLog } from '../../metrics/latency/wait-log.ts'
import type { ServiceWorkload } from '../../model/workload.ts'
import { ShortestLine } from '../../service/theory/shortest-line.ts'
import { type ChanceLaw, chanceLaw, NO_CHANCE } from './chance-wait.ts'
import { FluidQueue } from './fluid-queue.ts'
import { HeldRequests } from './held-requests.ts'
import type { RequestLine, Untold } from './request-line.ts'

/**
 * The fluid fidelity. A backlog builds up and drains as a fluid (`FluidQueue`); below saturation requests wait by the laws of queues
 * (`chanceLaw`), and a request that finds a backlog waits for it or as long as chance would have it, whichever is longer. While
 * load exceeds capacity the law of the last moment before stands: no steady state is left that could have another.
 */
export class FluidLine implements RequestLine {
  load = 0
  private chanceArea = 0
  private heldArea = 0
  /** While no replica is ready, where requests are then held. */
  private held: HeldRequests | null = null
  private readonly queue: FluidQueue
  private readonly log: WaitLog
  private readonly spec: ServiceWorkload
  private readonly service: { readonly seconds: number; readonly cv2: number }
  private readonly shortestLine: ShortestLine
  private readonly unfinishedShare: number
  private law: ChanceLaw = NO_CHANCE
  private ready = 0
  private lastUs = 0

  constructor(spec: ServiceWorkload, log: WaitLog) {
    const { serviceTimeUs } = spec
    this.spec = spec
    this.log = log
    this.shortestLine = new ShortestLine(spec.placesPerReplica)
    this.queue = new FluidQueue(spec.timeoutUs)
    this.service =
      serviceTimeUs === null
        ? { seconds: 0, cv2: 0 }
        : { seconds: mean(serviceTimeUs) / 1e6, cv2: squaredCv(serviceTimeUs) }
    this.unfinishedShare = serviceTimeUs === null ? 0 : residualAbove(serviceTimeUs, spec.pod.terminationUs)
  }

  get arrivedPerSecond(): number {
    return this.load
  }

  get capacity(): number {
    return this.queue.capacity
  }

  get utilisation(): number {
    return this.queue.utilisation
  }

  get backlog(): number {
    return this.held?.count ?? this.queue.backlog
  }

  get servedPerSecond(): number {
    return this.queue.servedPerSecond
  }

  get lostPerSecond(): number {
    return this.held?.lostPerSecond ?? this.queue.lostPerSecond + (this.load - this.queue.load)
  }

  get fullShare(): number {
    return this.queue.utilisation === 1 ? 1 : this.law.fullShare
  }

  get waitArea(): number {
    return this.queue.waitArea + this.chanceArea + this.heldArea + (this.held?.waitArea ?? 0)
  }

  get nextTurnUs(): number {
    return this.held?.nextTurnUs ?? this.queue.nextTurnUs
  }

  advance(nowUs: number): void {
    const seconds = (nowUs - this.lastUs) / 1e6
    if (seconds === 0) return
    const { queue, law } = this
    const admitted = queue.load - queue.lostPerSecond
    const before = queue.backlog
    queue.advance(nowUs)
    this.held?.advance(nowUs)
    if (admitted > 0 && queue.capacity > 0) {
      const fromSeconds = before / queue.capacity
      const toSeconds = queue.backlog / queue.capacity
      this.log.record(this.lastUs, nowUs, admitted, { fromSeconds, toSeconds }, law)
      const middle = (fromSeconds + toSeconds) / 2
      const beside = law.meanWait === 0 ? 0 : law.meanWait * Math.exp(-middle / law.meanWhenWaiting)
      this.chanceArea += beside * admitted * seconds
    }
    this.lastUs = nowUs
  }

  setRates(load: number, readyReplicas: number): number {
    const { spec, queue } = this
    const capacity = readyReplicas * spec.capacityPerReplicaPerSecond
    const changed = load !== this.load || readyReplicas !== this.ready
    this.load = load
    this.ready = readyReplicas
    if (changed && this.service.seconds > 0) {
      if (load < capacity) this.law = this.steadyLaw()
      else if (this.law.lostShare > 0) this.law = { ...this.law, lostShare: 0 }
    }
    if (readyReplicas === 0 && spec.withoutReplicas === 'hold') {
      this.hold(load)
      return 0
    }
    const waited = this.held === null ? null : this.release(this.held, capacity)
    const dropped = queue.setRates(load * (1 - this.law.lostShare), capacity)
    if (waited === null) return dropped
    queue.join(waited.waiting)
    return waited.lost
  }

  /** A fluid's rates leave nothing out. */
  untold(): Untold {
    return { arrived: 0, served: 0, lost: 0 }
  }

  lostByLeaving(): number {
    return this.queue.utilisation * this.spec.placesPerReplica * this.unfinishedShare
  }

  private hold(load: number): void {
    if (this.held === null) {
      this.held = new HeldRequests(this.spec.timeoutUs)
      this.held.begin(this.lastUs, this.queue.backlog)
      this.queue.join(-this.queue.backlog)
    }
    this.queue.setRates(0, 0)
    this.held.setLoad(load)
  }

  private release(held: HeldRequests, capacity: number): { readonly lost: number; readonly waiting: number } {
    const left = held.release(capacity, (fromUs, toUs, perSecond, wait) =>
      this.log.record(fromUs, toUs, perSecond, wait, NO_CHANCE),
    )
    this.heldArea += held.waitArea
    this.held = null
    return left
  }

  private steadyLaw(): ChanceLaw {
    const { spec, service } = this
    return chanceLaw({
      load: this.load,
      replicas: this.ready,
      places: spec.placesPerReplica,
      serviceSeconds: service.seconds,
      serviceCv2: service.cv2,
      balancing: spec.loadBalancing,
      shortestLine: this.shortestLine,
      timeoutSeconds: spec.timeoutUs / 1e6,
      attempts: spec.retries.attempts,
    })
  }
}
