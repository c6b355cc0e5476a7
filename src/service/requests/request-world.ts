import { assert } from '../../base/assert.ts'
import { sample } from '../../base/distribution.ts'
import { balance } from './balance.ts'
import { MomentHeap } from './moment-heap.ts'
import { Replica } from './replica.ts'
import { AWAY, CALLING, IN_LINE, IN_SERVICE, RequestTable } from './request-table.ts'
import { backoffUs } from './retry-backoff.ts'
import { type Loss, Station, type StationSpec, type StationStreams } from './station.ts'

const ARRIVAL = 0
const DONE = 1
const GIVE_UP = 2
const RETRY = 3

/**
 * Every request of all stations, one by one. Time is microseconds with fractions. It has its own moments to come and runs up to a limit
 * beside whatever else happens there; between two runs rates and replicas may change.
 */
export class RequestWorld {
  nowUs = 0
  readonly stations: readonly Station[]
  readonly requests = new RequestTable()
  private readonly heap = new MomentHeap()
  private readonly replicas: (Replica | undefined)[] = []

  constructor(stations: readonly { readonly spec: StationSpec; readonly streams: StationStreams }[]) {
    this.stations = stations.map(({ spec, streams }) => new Station(spec, streams))
  }

  /** Everything that happens up to and at `limitUs`; afterwards it is that late. */
  runUntil(limitUs: number): void {
    const { heap } = this
    while (heap.firstUs <= limitUs) {
      this.nowUs = heap.firstUs
      if (heap.kind === DONE) this.done(heap.a, heap.b)
      else if (heap.kind === ARRIVAL) this.arrival(heap.a)
      else if (heap.kind === GIVE_UP) this.giveUp(heap.a)
      else this.retry(heap.a, heap.b)
    }
    this.nowUs = limitUs
  }

  setRate(stationRow: number, perSecond: number): void {
    const { arrivals } = this.stations[stationRow]
    arrivals.setRate(this.nowUs, perSecond)
    if (arrivals.nextUs < Number.POSITIVE_INFINITY) this.heap.push(arrivals.nextUs, ARRIVAL, stationRow, 0)
  }

  /** A request of a trace comes now, with its own service time. */
  submit(stationRow: number, workUs: number): void {
    this.come(stationRow, workUs, -1)
  }

  addReplica(stationRow: number): number {
    const unused = this.replicas.indexOf(undefined)
    const row = unused === -1 ? this.replicas.length : unused
    const replica = new Replica(row, stationRow)
    this.replicas[row] = replica
    this.stations[stationRow].open.push(replica)
    return row
  }

  /** It gets no new requests and finishes those that it has. */
  drainReplica(row: number): Replica {
    const replica = this.close(row)
    if (replica.inside === 0) this.replicas[row] = undefined
    return replica
  }

  /** Its time to finish is over. */
  endDrain(replica: Replica): void {
    if (this.replicas[replica.row] === replica) this.killReplica(replica.row)
  }

  /** What it works on is lost; those in its line go to another. */
  killReplica(row: number): void {
    const replica = this.close(row)
    const { requests } = this
    for (let request = 0; request < requests.rows; request++) {
      if (requests.phase[request] !== IN_SERVICE || requests.replica[request] !== row) continue
      this.leavePlace(replica)
      this.end(request, 'killed')
    }
    this.replicas[row] = undefined
    for (let request = replica.first; request !== -1; ) {
      const behind = requests.next[request]
      this.stations[replica.station].waiting--
      requests.waitUs[request] += this.nowUs - requests.queuedUs[request]
      this.enter(request)
      request = behind
    }
  }

  private close(row: number): Replica {
    const replica = this.replicas[row]
    assert(replica !== undefined, `no replica ${row}`)
    const { open } = this.stations[replica.station]
    const at = open.indexOf(replica)
    if (at !== -1) open.splice(at, 1)
    replica.open = false
    return replica
  }

  private arrival(stationRow: number): void {
    const station = this.stations[stationRow]
    const { arrivals } = station
    if (arrivals.nextUs !== this.nowUs) {
      this.heap.dropFirst()
      return
    }
    arrivals.step()
    this.heap.replaceFirst(arrivals.nextUs, ARRIVAL, stationRow, 0)
    this.come(stationRow, sample(station.spec.serviceUs, station.streams.service), -1)
  }

  private come(stationRow: number, workUs: number, parent: number): void {
    const station = this.stations[stationRow]
    const { requests } = this
    const { budget } = station.spec.retries
    station.arrived++
    if (budget < Number.POSITIVE_INFINITY) station.retriesLeft += budget
    const request = requests.take()
    requests.station[request] = stationRow
    requests.bornUs[request] = this.nowUs
    requests.waitUs[request] = 0
    requests.workUs[request] = workUs
    requests.tries[request] = 1
    requests.parent[request] = parent
    this.enter(request)
  }

  /** Into a place of a replica, its line, or nowhere. */
  private enter(request: number): void {
    const { requests, nowUs } = this
    const station = this.stations[requests.station[request]]
    const replica = balance(station)
    if (replica === null) {
      this.fail(request, 'noReplica')
      return
    }
    requests.replica[request] = replica.row
    if (replica.busy < station.spec.places) {
      this.serve(request, replica, station)
      return
    }
    if (replica.waiting >= station.spec.lineMax) {
      this.fail(request, 'lineFull')
      return
    }
    requests.phase[request] = IN_LINE
    requests.queuedUs[request] = nowUs
    requests.next[request] = -1
    if (replica.first === -1) replica.first = request
    else requests.next[replica.last] = request
    replica.last = request
    replica.waiting++
    station.waiting++
    if (replica.timerUs === Number.POSITIVE_INFINITY) this.setTimer(replica, station)
  }

  private serve(request: number, replica: Replica, station: Station): void {
    const { requests, nowUs } = this
    replica.busy++
    station.began(nowUs)
    requests.phase[request] = IN_SERVICE
    this.heap.push(nowUs + requests.workUs[request], DONE, request, requests.generation[request])
  }

  private done(request: number, generation: number): void {
    const { requests, heap } = this
    heap.dropFirst()
    if (requests.generation[request] !== generation || requests.phase[request] !== IN_SERVICE) return
    const replica = this.replicas[requests.replica[request]] as Replica
    const station = this.stations[replica.station]
    this.leavePlace(replica)
    if (replica.waiting > 0) this.serveFirst(replica, station)
    else if (!replica.open && replica.inside === 0) this.replicas[replica.row] = undefined
    if (station.spec.calls.length === 0) this.end(request, null)
    else this.beginCalls(request, station)
  }

  private leavePlace(replica: Replica): void {
    replica.busy--
    this.stations[replica.station].ended(this.nowUs)
  }

  private serveFirst(replica: Replica, station: Station): void {
    const request = this.leaveLine(replica, station)
    this.serve(request, replica, station)
  }

  private leaveLine(replica: Replica, station: Station): number {
    const { requests } = this
    const request = replica.first
    replica.first = requests.next[request]
    replica.waiting--
    station.waiting--
    requests.waitUs[request] += this.nowUs - requests.queuedUs[request]
    return request
  }

  /** One timer per replica, for the first in line: who came later gives up later. */
  private setTimer(replica: Replica, station: Station): void {
    if (station.spec.timeoutUs === Number.POSITIVE_INFINITY) return
    replica.timerUs = this.requests.queuedUs[replica.first] + station.spec.timeoutUs
    this.heap.push(replica.timerUs, GIVE_UP, replica.row, 0)
  }

  private giveUp(row: number): void {
    const replica = this.replicas[row]
    this.heap.dropFirst()
    if (replica?.timerUs !== this.nowUs) return
    const station = this.stations[replica.station]
    replica.timerUs = Number.POSITIVE_INFINITY
    while (replica.first !== -1 && this.requests.queuedUs[replica.first] + station.spec.timeoutUs <= this.nowUs) {
      this.fail(this.leaveLine(replica, station), 'timeout')
    }
    if (replica.first !== -1 && replica.timerUs === Number.POSITIVE_INFINITY) this.setTimer(replica, station)
  }

  /** Another try, or the end. Where nobody listens a retry at once would find nobody either. */
  private fail(request: number, loss: Loss): void {
    const { requests, nowUs } = this
    const station = this.stations[requests.station[request]]
    const { attempts, budget, backoff } = station.spec.retries
    if (
      (loss === 'noReplica' && backoff === null) ||
      requests.tries[request] >= attempts ||
      (budget !== Infinity && station.retriesLeft < 1)
    ) {
      this.end(request, loss)
      return
    }
    requests.tries[request]++
    station.retried++
    if (budget !== Infinity) station.retriesLeft--
    if (backoff === null) {
      this.enter(request)
      return
    }
    const awayUs = backoffUs(backoff, requests.tries[request] - 1, station.streams.retries)
    requests.phase[request] = AWAY
    requests.waitUs[request] += awayUs
    this.heap.push(nowUs + awayUs, RETRY, request, requests.generation[request])
  }

  private retry(request: number, generation: number): void {
    this.heap.dropFirst()
    if (this.requests.generation[request] === generation) this.enter(request)
  }

  private end(request: number, loss: Loss | null): void {
    const { requests, nowUs } = this
    const station = this.stations[requests.station[request]]
    if (loss === null) station.answered(nowUs, requests.waitUs[request], nowUs - requests.bornUs[request])
    else station.lose(nowUs, loss)
    const parent = requests.parent[request]
    requests.release(request)
    if (parent !== -1) this.callEnded(parent, loss !== null)
  }

  private beginCalls(request: number, station: Station): void {
    const { requests } = this
    requests.phase[request] = CALLING
    requests.call[request] = -1
    requests.callsLeft[request] = 0
    requests.failed[request] = 0
    requests.pending[request] = 1
    if (station.spec.parallel) while (this.callNext(request));
    this.callEnded(request, false)
  }

  /** One call fewer to wait for; the caller may make the next or be done. */
  private callEnded(request: number, failed: boolean): void {
    const { requests } = this
    requests.pending[request]--
    if (failed) requests.failed[request] = 1
    if (requests.pending[request] > 0) return
    const { parallel } = this.stations[requests.station[request]].spec
    if (!parallel && requests.failed[request] === 0 && this.callNext(request)) return
    this.end(request, requests.failed[request] === 1 ? 'call' : null)
  }

  /** Makes the next call of a request; false: there is none left. It may fail before this returns, and then so may the caller. */
  private callNext(request: number): boolean {
    const { requests } = this
    const { spec, streams } = this.stations[requests.station[request]]
    while (requests.callsLeft[request] === 0) {
      const at = ++requests.call[request]
      if (at >= spec.calls.length) return false
      const { times } = spec.calls[at]
      const whole = Math.floor(times)
      requests.callsLeft[request] = whole + (times > whole && streams.balancing.uniform() < times - whole ? 1 : 0)
    }
    requests.callsLeft[request]--
    requests.pending[request]++
    const to = spec.calls[requests.call[request]].station
    const called = this.stations[to]
    this.come(to, sample(called.spec.serviceUs, called.streams.service), request)
    return true
  }
}
