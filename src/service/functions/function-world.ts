import { type Distribution, sample } from '../../base/distribution.ts'
import type { Random } from '../../base/random.ts'
import { LatencyHistogram } from '../requests/latency-histogram.ts'
import { MomentHeap } from '../requests/moment-heap.ts'
import { PoissonArrivals } from '../requests/poisson-arrivals.ts'
import { NewestFirst } from './newest-first.ts'
import { WaitingLine } from './waiting-line.ts'

/** A function that is scaled per request: an instance is started when a request finds none with a free place. */
export interface FunctionSpec {
  /** From the first request to being able to serve it. */
  readonly startUs: Distribution
  /** Service time of the request that started the instance, after the start; that of all others. */
  readonly firstServiceUs: Distribution
  readonly serviceUs: Distribution
  /** Requests that an instance works on at once. */
  readonly concurrency: number
  /** An instance that has had nothing to do for so long is removed. */
  readonly keepAliveUs: number
  /** Instances that are there from the beginning and stay. */
  readonly provisioned: number
  readonly instancesMax: number
  /** With all instances busy a request waits in line, or it is lost. */
  readonly whenFull: 'queue' | 'reject'
}

export interface FunctionStreams {
  readonly arrivals: Random
  readonly start: Random
  readonly service: Random
}

const ARRIVAL = 0
const DONE = 1
const IDLE_TOO_LONG = 2

interface Instance {
  readonly bornUs: number
  /** Requests that hold a place of it. */
  busy: number
  readyUs: number
  idleSinceUs: number
  /** A moment is to come at which it may have been idle too long. */
  timed: boolean
}

/**
 * One function under Poisson arrivals. A request takes the newest instance with a free place, so that the oldest fall idle and go.
 * Time is microseconds with fractions.
 */
export class FunctionWorld {
  nowUs = 0
  arrived = 0
  coldStarts = 0
  rejected = 0
  removed = 0
  lifespanSumUs = 0
  waitSumUs = 0
  readonly latency = new LatencyHistogram()
  private readonly heap = new MomentHeap()
  private readonly instances = new Map<number, Instance>()
  private readonly free: NewestFirst
  private readonly line = new WaitingLine()
  private born = 0
  private running = 0
  private instanceShiftUs = 0
  private runningShiftUs = 0
  private readonly arrivals: PoissonArrivals
  private readonly spec: FunctionSpec
  private readonly streams: FunctionStreams

  constructor(spec: FunctionSpec, streams: FunctionStreams) {
    this.spec = spec
    this.streams = streams
    this.arrivals = new PoissonArrivals(streams.arrivals)
    this.free = new NewestFirst((birth) => this.instances.has(birth))
    for (let i = 0; i < spec.provisioned; i++) this.create(0)
  }

  setRate(perSecond: number): void {
    this.arrivals.setRate(this.nowUs, perSecond)
    if (this.arrivals.nextUs < Number.POSITIVE_INFINITY) this.heap.push(this.arrivals.nextUs, ARRIVAL, 0, 0)
  }

  /** Everything that happens up to and at `limitUs`; afterwards it is that late. */
  runUntil(limitUs: number): void {
    const { heap } = this
    while (heap.firstUs <= limitUs) {
      this.nowUs = heap.firstUs
      if (heap.kind === ARRIVAL) this.arrival()
      else if (heap.kind === DONE) this.done(heap.a)
      else this.idleTooLong(heap.a)
    }
    this.nowUs = limitUs
  }

  /** Instances × time, those that start or are idle included. */
  get instanceAreaUs(): number {
    return this.instanceShiftUs + this.instances.size * this.nowUs
  }

  /** Instances at work × time. */
  get runningAreaUs(): number {
    return this.runningShiftUs + this.running * this.nowUs
  }

  get served(): number {
    return this.latency.count
  }

  private arrival(): void {
    if (this.arrivals.nextUs !== this.nowUs) {
      this.heap.dropFirst()
      return
    }
    this.arrivals.step()
    this.heap.replaceFirst(this.arrivals.nextUs, ARRIVAL, 0, 0)
    this.arrived++
    const birth = this.free.newest()
    if (birth !== -1) this.serve(birth, this.nowUs, this.spec.serviceUs)
    else if (this.instances.size < this.spec.instancesMax) this.coldStart()
    else if (this.spec.whenFull === 'queue') this.line.add(this.nowUs)
    else this.rejected++
  }

  private coldStart(): void {
    this.coldStarts++
    const birth = this.create(this.nowUs + sample(this.spec.startUs, this.streams.start))
    this.serve(birth, this.nowUs, this.spec.firstServiceUs)
  }

  private create(readyUs: number): number {
    const birth = this.born++
    this.instances.set(birth, { bornUs: this.nowUs, busy: 0, readyUs, idleSinceUs: this.nowUs, timed: false })
    this.instanceShiftUs -= this.nowUs
    this.free.add(birth)
    return birth
  }

  /** The instance is the newest that is free. `cameUs`: when the request came, which may be long ago when it stood in line. */
  private serve(birth: number, cameUs: number, serviceUs: Distribution): void {
    const { nowUs } = this
    const instance = this.instances.get(birth) as Instance
    if (instance.busy++ === 0) {
      this.running++
      this.runningShiftUs -= nowUs
    }
    if (instance.busy === this.spec.concurrency) this.free.dropNewest()
    const fromUs = Math.max(nowUs, instance.readyUs)
    const doneUs = fromUs + sample(serviceUs, this.streams.service)
    this.waitSumUs += fromUs - cameUs
    this.latency.record(doneUs - cameUs)
    this.heap.push(doneUs, DONE, birth, 0)
  }

  private done(birth: number): void {
    const { nowUs } = this
    this.heap.dropFirst()
    const instance = this.instances.get(birth) as Instance
    const wasFull = instance.busy === this.spec.concurrency
    instance.busy--
    if (wasFull) this.free.add(birth)
    if (instance.busy === 0) {
      this.running--
      this.runningShiftUs += nowUs
    }
    if (this.line.size > 0) this.serve(this.free.newest(), this.line.take(), this.spec.serviceUs)
    if (instance.busy > 0) return
    instance.idleSinceUs = nowUs
    if (!instance.timed) this.setTimer(birth, instance)
  }

  /** One timer per instance: when it worked meanwhile, the timer is set again. */
  private setTimer(birth: number, instance: Instance): void {
    instance.timed = true
    this.heap.push(instance.idleSinceUs + this.spec.keepAliveUs, IDLE_TOO_LONG, birth, 0)
  }

  private idleTooLong(birth: number): void {
    const { nowUs, instances } = this
    const instance = instances.get(birth) as Instance
    this.heap.dropFirst()
    instance.timed = false
    if (instance.busy > 0) return
    if (instance.idleSinceUs + this.spec.keepAliveUs > nowUs) {
      this.setTimer(birth, instance)
      return
    }
    if (instances.size <= this.spec.provisioned) return
    instances.delete(birth)
    this.instanceShiftUs += nowUs
    this.removed++
    this.lifespanSumUs += nowUs - instance.bornUs
  }
}
