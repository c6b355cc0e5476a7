import { stretched } from '../../base/distribution.ts'
import type { Random } from '../../base/random.ts'
import { US_PER_SECOND } from '../../base/time.ts'
import type { CountedLatency } from '../../metrics/latency/counted-latency.ts'
import type { ServiceWorkload } from '../../model/workload.ts'
import { RequestWorld } from '../../service/requests/request-world.ts'
import type { Station, StationSpec } from '../../service/requests/station.ts'
import type { RequestLine } from './request-line.ts'

/** How often what was counted becomes the rates that the rest of the engine sees. */
const TICK_US = US_PER_SECOND

/**
 * The `requests` fidelity: every request is an event of its own world, which runs beside the engine's. What a tick counts is the rate of
 * the next one, so that sums are those of the requests and only come a tick later.
 */
export class CountedLine implements RequestLine {
  load = 0
  capacity = 0
  utilisation = 0
  servedPerSecond = 0
  lostPerSecond = 0
  fullShare = 0
  nextTurnUs = TICK_US
  private readonly world: RequestWorld
  private readonly station: Station
  private readonly replicas: number[] = []
  private readonly perReplica: number
  private readonly places: number
  private lastUs = 0
  private toldServed = 0
  private toldLost = 0
  private busyAreaUs = 0
  private tickFromUs = 0

  constructor(spec: ServiceWorkload, latency: CountedLatency, stream: (purpose: string) => Random) {
    const station = stationOf(spec)
    const streams = { arrivals: stream('arrivals'), service: stream('service'), balancing: stream('balancing') }
    this.world = new RequestWorld([{ spec: station, streams }])
    this.station = this.world.stations[0]
    this.places = station.places
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
    const seconds = (nowUs - this.lastUs) / 1e6
    this.toldServed += this.servedPerSecond * seconds
    this.toldLost += this.lostPerSecond * seconds
    this.lastUs = nowUs
    this.world.runUntil(nowUs)
    if (nowUs >= this.nextTurnUs) this.tick(nowUs)
  }

  /** Replicas that go finish what they have: nothing is lost at once. */
  setRates(load: number, readyReplicas: number): number {
    if (load !== this.load) this.world.setRate(0, load)
    this.load = load
    while (this.replicas.length < readyReplicas) this.replicas.push(this.world.addReplica(0))
    while (this.replicas.length > readyReplicas) this.world.drainReplica(this.replicas.pop() as number)
    this.capacity = readyReplicas * this.perReplica
    return 0
  }

  private tick(nowUs: number): void {
    const { station, places, replicas } = this
    const busyAreaUs = station.busyAreaUs(nowUs)
    const room = replicas.length * places
    const busy = (busyAreaUs - this.busyAreaUs) / (nowUs - this.tickFromUs)
    this.utilisation = room === 0 ? 0 : Math.min(1, busy / room)
    this.fullShare = station.busy >= room ? 1 : 0
    this.servedPerSecond = Math.max(0, station.served - this.toldServed) / (TICK_US / 1e6)
    this.lostPerSecond = Math.max(0, station.lostTotal - this.toldLost) / (TICK_US / 1e6)
    this.busyAreaUs = busyAreaUs
    this.tickFromUs = nowUs
    this.nextTurnUs = nowUs + TICK_US
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
    retries: { attempts: spec.retries.attempts, budget: Number.POSITIVE_INFINITY },
    calls: [],
    parallel: false,
  }
}
