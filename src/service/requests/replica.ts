/** A replica with its own places and its own line, first come first served: rows of the request table, linked. */
export class Replica {
  busy = 0
  waiting = 0
  first = -1
  last = -1
  open = true
  /** When the first in line gives up, as far as the heap knows. */
  timerUs = Number.POSITIVE_INFINITY
  readonly row: number
  readonly station: number

  constructor(row: number, station: number) {
    this.row = row
    this.station = station
  }

  get inside(): number {
    return this.busy + this.waiting
  }
}
