import { type Distribution, sample } from '../../base/distribution.ts'
import type { Random } from '../../base/random.ts'
import { MomentHeap } from '../requests/moment-heap.ts'
import { PoissonArrivals } from '../requests/poisson-arrivals.ts'
import { NewestFirst } from './newest-first.ts'
import { WaitingLine } from './waiting-line.ts'

export interface HostedFunctionSpec {
  readonly serviceUs: Distribution
  /** Requests that an instance works on at once. */
  readonly concurrency: number
  readonly keepAliveUs: number
  /** Instances that stay. */
  readonly provisioned: number
  readonly instancesMax: number
  /** Who would wait longer is lost. */
  readonly timeoutUs: number
}

/** What the function asks of whoever runs its instances. */
export interface InstanceWish {
  readonly kind: 'start' | 'end'
  readonly instance: number
}

const ARRIVAL = 0
const DONE = 1
const IDLE_TOO_LONG = 2
const TIMED_OUT = 3

interface Instance {
  isReady: boolean
  /** Requests that it works on. */
  busy: number
  idleSinceUs: number
  /** A moment is to come at which it may have been idle too long. */
  isTimed: boolean
  /** Taken away from outside: it finishes what it has and gets no more. */
  isLeaving: boolean
}

/**
 * A function whose instances somebody else starts and ends: `runUntil` stops where it wishes for one. Requests without a place stand in
 * one line and take the first that comes free, of a new instance or of an old one. The newest with a free place is taken, so that the oldest
 * fall idle and go. Time is microseconds with fractions.
 */
export class HostedFunction {
  nowUs = 0
  arrived = 0
  served = 0
  lost = 0
  /** Instances that were asked for because a request stood in line. */
  coldStarts = 0
  waitSumUs = 0
  wishes: InstanceWish[] = []
  private readonly heap = new MomentHeap()
  private readonly instances = new Map<number, Instance>()
  private readonly free = new NewestFirst((number) => this.instances.get(number)?.isLeaving === false)
  private readonly line = new WaitingLine()
  private readonly arrivals: PoissonArrivals
  private readonly spec: HostedFunctionSpec
  private readonly service: Random
  private readonly answered: (cameUs: number, doneUs: number) => void
  private born = 0
  private staying = 0
  private starting = 0
  private placesTaken = 0
  private working = 0
  private placesShiftUs = 0
  private workingShiftUs = 0

  /** `answered` hears of an answer when its work begins. */
  constructor(
    spec: HostedFunctionSpec,
    streams: { readonly arrivals: Random; readonly service: Random },
    answered: (cameUs: number, doneUs: number) => void,
  ) {
    this.spec = spec
    this.arrivals = new PoissonArrivals(streams.arrivals)
    this.service = streams.service
    this.answered = answered
    this.wishForMissing()
  }

  /** When something happens next; Infinity while a wish is open. */
  get nextUs(): number {
    return this.wishes.length > 0 ? Number.POSITIVE_INFINITY : this.heap.firstUs
  }

  get waiting(): number {
    return this.line.size
  }

  /** Requests being worked on × time, and instances that work on some × time. */
  get placesAreaUs(): number {
    return this.placesShiftUs + this.placesTaken * this.nowUs
  }

  get workingAreaUs(): number {
    return this.workingShiftUs + this.working * this.nowUs
  }

  setRate(perSecond: number): void {
    this.arrivals.setRate(this.nowUs, perSecond)
    if (this.arrivals.nextUs < Number.POSITIVE_INFINITY) this.heap.push(this.arrivals.nextUs, ARRIVAL, 0, 0)
  }

  /** Everything before `limitUs`; stops after what made it wish for something. */
  runUntil(limitUs: number): void {
    const { heap } = this
    while (this.wishes.length === 0) {
      if (!(heap.firstUs < limitUs)) {
        this.nowUs = limitUs
        return
      }
      this.nowUs = heap.firstUs
      if (heap.kind === ARRIVAL) this.arrival()
      else if (heap.kind === DONE) this.done(heap.a)
      else if (heap.kind === IDLE_TOO_LONG) this.idleTooLong(heap.a)
      else this.timedOut()
    }
  }

  takeWishes(): readonly InstanceWish[] {
    const { wishes } = this
    this.wishes = []
    return wishes
  }

  /** From now on the instance takes requests. */
  ready(number: number): void {
    const instance = this.instances.get(number)
    if (instance === undefined || instance.isLeaving) return
    instance.isReady = true
    instance.idleSinceUs = this.nowUs
    this.starting--
    this.free.add(number)
    while (this.line.size > 0 && instance.busy < this.spec.concurrency) this.serve(this.free.newest(), this.line.take())
    if (instance.busy === 0) this.setTimer(number, instance)
  }

  /** The instance is taken away, whether or not it ever was ready. */
  withdraw(number: number): void {
    const instance = this.instances.get(number)
    if (instance === undefined || instance.isLeaving) return
    instance.isLeaving = true
    this.staying--
    if (!instance.isReady) this.starting--
    if (instance.busy === 0) this.instances.delete(number)
    this.wishForMissing()
  }

  private arrival(): void {
    if (this.arrivals.nextUs !== this.nowUs) {
      this.heap.dropFirst()
      return
    }
    this.arrivals.step()
    this.heap.replaceFirst(this.arrivals.nextUs, ARRIVAL, 0, 0)
    this.arrived++
    const number = this.free.newest()
    if (number !== -1) {
      this.serve(number, this.nowUs)
      return
    }
    this.line.add(this.nowUs)
    if (this.line.size === 1) this.heap.push(this.nowUs + this.spec.timeoutUs, TIMED_OUT, 0, 0)
    this.wishForMissing()
  }

  /** As many as are provisioned, and a starting place for each who waits. */
  private wishForMissing(): void {
    const { provisioned, concurrency, instancesMax } = this.spec
    while (this.staying < provisioned) this.wishForOne()
    while (this.line.size > this.starting * concurrency && this.staying < instancesMax) {
      this.coldStarts++
      this.wishForOne()
    }
  }

  private wishForOne(): void {
    const number = this.born++
    this.instances.set(number, { isReady: false, busy: 0, idleSinceUs: 0, isTimed: false, isLeaving: false })
    this.staying++
    this.starting++
    this.wishes.push({ kind: 'start', instance: number })
  }

  /** The instance is the newest that is free. */
  private serve(number: number, cameUs: number): void {
    const { nowUs } = this
    const instance = this.instances.get(number) as Instance
    if (instance.busy++ === 0) {
      this.working++
      this.workingShiftUs -= nowUs
    }
    this.placesTaken++
    this.placesShiftUs -= nowUs
    if (instance.busy === this.spec.concurrency) this.free.dropNewest()
    const doneUs = nowUs + sample(this.spec.serviceUs, this.service)
    this.waitSumUs += nowUs - cameUs
    this.answered(cameUs, doneUs)
    this.heap.push(doneUs, DONE, number, 0)
  }

  private done(number: number): void {
    const { nowUs } = this
    this.heap.dropFirst()
    this.served++
    const instance = this.instances.get(number) as Instance
    if (instance.busy-- === this.spec.concurrency) this.free.add(number)
    this.placesTaken--
    this.placesShiftUs += nowUs
    if (instance.busy === 0) {
      this.working--
      this.workingShiftUs += nowUs
    }
    if (instance.isLeaving) {
      if (instance.busy === 0) this.instances.delete(number)
      return
    }
    if (this.line.size > 0) this.serve(this.free.newest(), this.line.take())
    if (instance.busy > 0) return
    instance.idleSinceUs = nowUs
    this.setTimer(number, instance)
  }

  /** One timer per instance: when it worked meanwhile, the timer is set again. */
  private setTimer(number: number, instance: Instance): void {
    if (instance.isTimed) return
    instance.isTimed = true
    this.heap.push(instance.idleSinceUs + this.spec.keepAliveUs, IDLE_TOO_LONG, number, 0)
  }

  private idleTooLong(number: number): void {
    this.heap.dropFirst()
    const instance = this.instances.get(number)
    if (instance === undefined) return
    instance.isTimed = false
    if (instance.busy > 0 || instance.isLeaving) return
    if (instance.idleSinceUs + this.spec.keepAliveUs > this.nowUs) this.setTimer(number, instance)
    else if (this.staying > this.spec.provisioned) {
      this.instances.delete(number)
      this.staying--
      this.wishes.push({ kind: 'end', instance: number })
    }
  }

  private timedOut(): void {
    const { line, spec } = this
    this.heap.dropFirst()
    while (line.size > 0 && line.first + spec.timeoutUs <= this.nowUs) {
      line.take()
      this.lost++
    }
    if (line.size > 0) this.heap.push(line.first + spec.timeoutUs, TIMED_OUT, 0, 0)
  }
}
