import { mean } from '../../base/distribution.ts'
import type { Random } from '../../base/random.ts'
import type { CountedLatency } from '../../metrics/latency/counted-latency.ts'
import type { FunctionWorkload } from '../../model/workload.ts'
import { HostedFunction } from '../../service/functions/hosted-function.ts'
import type { Counts } from './counted-rates.ts'
import { CountingLine } from './counting-line.ts'
import type { RequestLine } from './request-line.ts'

/** A function's requests, one by one. The engine makes the pods that they ask for. */
export class FunctionLine extends CountingLine implements RequestLine {
  load = 0
  capacity = 0
  /** Mean number of instances that worked in the last tick. */
  working = 0
  readonly fullShare = 0
  readonly requests: HostedFunction
  private readonly concurrency: number
  private readonly perInstance: number
  private readyInstances = 0
  private workingAreaUs = 0
  private tickUs = 0

  constructor(
    spec: FunctionWorkload,
    latency: CountedLatency,
    durationUs: number,
    stream: (purpose: string) => Random,
  ) {
    super()
    this.concurrency = spec.concurrency
    this.perInstance = (spec.concurrency / mean(spec.serviceTimeUs)) * 1e6
    const fixedUs = spec.serviceTimeUs.kind === 'constant' ? spec.serviceTimeUs.value : 0
    this.requests = new HostedFunction(
      { ...spec, serviceUs: spec.serviceTimeUs },
      { arrivals: stream('arrivals'), service: stream('service') },
      (cameUs, doneUs) => {
        if (doneUs < durationUs) latency.record(cameUs, Math.max(0, doneUs - cameUs - fixedUs) / 1e6)
      },
    )
  }

  get backlog(): number {
    return this.requests.waiting
  }

  get waitArea(): number {
    return this.requests.waitSumUs / 1e6
  }

  advance(nowUs: number): void {
    const { requests } = this
    requests.runUntil(nowUs)
    const isTick = this.rates.advance(nowUs, this.readyInstances * this.concurrency, () => this.counts())
    if (!isTick) return
    this.working = (requests.workingAreaUs - this.workingAreaUs) / (nowUs - this.tickUs)
    this.workingAreaUs = requests.workingAreaUs
    this.tickUs = nowUs
  }

  protected counts(): Counts {
    const { arrived, served, lost, placesAreaUs } = this.requests
    return { arrived, served, lost, busyAreaUs: placesAreaUs }
  }

  setRates(load: number, readyInstances: number): number {
    if (load !== this.load) this.requests.setRate(load)
    this.load = load
    this.readyInstances = readyInstances
    this.capacity = readyInstances * this.perInstance
    return 0
  }
}
