import { sample, stretched } from '../../base/distribution.ts'
import type { Random } from '../../base/random.ts'
import type { CountedLatency } from '../../metrics/latency/counted-latency.ts'
import type { ListedRequests, ServiceWorkload } from '../../model/workload.ts'
import type { Replica } from '../../service/requests/replica.ts'
import { RequestWorld } from '../../service/requests/request-world.ts'
import type { Station, StationSpec } from '../../service/requests/station.ts'
import type { Counts } from './counted-rates.ts'
import { CountingLine } from './counting-line.ts'
import type { RequestLine } from './request-line.ts'

/** The `requests` fidelity: every request is an event of its own world, which runs beside the engine's. */
export class CountedLine extends CountingLine implements RequestLine {
  load = 0
  capacity = 0
  fullShare = 0
  private readonly world: RequestWorld
  private readonly station: Station
  private readonly replicas: number[] = []
  /** Replicas that finish what they have, and until when they may. */
  private readonly leaving: { readonly replica: Replica; readonly untilUs: number }[] = []
  private readonly graceUs: number
  private readonly perReplica: number
  private readonly places: number
  /** Of the load: requests whose moments are not listed. */
  private byChance = 0
  private readonly listed: ListedRequests | null
  private nextListed = 0
  private lastUs = 0

  constructor(spec: ServiceWorkload, latency: CountedLatency, stream: (purpose: string) => Random) {
    super()
    const station = stationOf(spec)
    const streams = {
      arrivals: stream('arrivals'),
      service: stream('service'),
      balancing: stream('balancing'),
      retries: stream('retries'),
    }
    this.listed = spec.requests
    this.world = new RequestWorld([{ spec: station, streams }])
    this.station = this.world.stations[0]
    this.places = station.places
    this.graceUs = spec.pod.terminationUs
    this.perReplica = spec.capacityPerReplicaPerSecond
    const fixedUs = spec.serviceTimeUs?.kind === 'constant' ? spec.serviceTimeUs.value : 0
    this.station.watch = {
      answered: (nowUs, _, latencyUs) => latency.record(nowUs - latencyUs, Math.max(0, latencyUs - fixedUs) / 1e6),
      lost() {},
    }
  }

  get backlog(): number {
    return this.station.waiting
  }

  get waitArea(): number {
    return this.station.waitSumUs / 1e6
  }

  advance(nowUs: number): void {
    if (nowUs === this.lastUs) return
    this.lastUs = nowUs
    while (this.leaving.length > 0 && this.leaving[0].untilUs <= nowUs) {
      const [{ replica, untilUs }] = this.leaving.splice(0, 1)
      this.goOnTo(untilUs)
      this.world.endDrain(replica)
    }
    this.goOnTo(nowUs)
    const room = this.replicas.length * this.places
    const isTick = this.rates.advance(nowUs, room, () => this.counts())
    if (isTick) this.fullShare = this.station.busy >= room ? 1 : 0
  }

  private goOnTo(us: number): void {
    if (this.listed !== null) this.submitUntil(us, this.listed)
    this.world.runUntil(us)
  }

  protected counts(): Counts {
    const { station, lastUs } = this
    return {
      arrived: station.arrived,
      served: station.served,
      lost: station.lostTotal,
      busyAreaUs: station.busyAreaUs(lastUs),
    }
  }

  /** Listed requests come at their moments, each with its own service time or a draw. */
  private submitUntil(nowUs: number, { atUs, ownServiceTimes }: ListedRequests): void {
    const { serviceUs } = this.station.spec
    for (; this.nextListed < atUs.length && atUs[this.nextListed] <= nowUs; this.nextListed++) {
      this.world.runUntil(atUs[this.nextListed])
      const own = ownServiceTimes && serviceUs.kind === 'empirical' ? serviceUs.values[this.nextListed] : null
      this.world.submit(0, own ?? sample(serviceUs, this.station.streams.service))
    }
  }

  /** Replicas that go finish what they have, as far as their grace period lets them: nothing is lost at once. */
  setRates(load: number, readyReplicas: number, ownLoad: number): number {
    const byChance = this.listed === null ? load : load - ownLoad
    if (byChance !== this.byChance) this.world.setRate(0, byChance)
    this.byChance = byChance
    this.load = load
    while (this.replicas.length < readyReplicas) this.replicas.push(this.world.addReplica(0))
    while (this.replicas.length > readyReplicas) {
      const replica = this.world.drainReplica(this.replicas.pop() as number)
      this.leaving.push({ replica, untilUs: this.lastUs + this.graceUs })
    }
    this.capacity = readyReplicas * this.perReplica
    return 0
  }
}

/** A fraction of a place, which a limit on cpu may leave, becomes a whole one that takes as much longer. */
function stationOf(spec: ServiceWorkload): StationSpec {
  const { serviceTimeUs, placesPerReplica } = spec
  const places = Math.max(1, Math.floor(placesPerReplica))
  return {
    serviceUs: stretched(serviceTimeUs ?? { kind: 'constant', value: 0 }, places / placesPerReplica),
    places,
    lineMax: Number.POSITIVE_INFINITY,
    balancing: spec.loadBalancing,
    timeoutUs: spec.timeoutUs,
    retries: { ...spec.retries, budget: spec.retries.budget ?? Number.POSITIVE_INFINITY },
    calls: [],
    parallel: false,
  }
}
