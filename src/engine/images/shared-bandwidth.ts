/**
 * A source that serves many at once: everybody gets the same rate, their own bandwidth or an equal share of the source's,
 * whichever is less. Because rates are equal, a transfer of n bytes that begins when everybody has got v bytes is done when
 * everybody has got v + n: transfers end in that order whatever comes and goes, and an arrival or an end costs one insertion.
 *
 *   rate(k transfers) = min(each, all / k)
 */
export class SharedBandwidth {
  private readonly allBytesPerSecond: number
  private readonly eachBytesPerSecond: number
  /** What a transfer under way since the beginning would have got. */
  private servedBytes = 0
  private lastUs = 0
  /** Under way, the first to end last. */
  private readonly transfers: { readonly of: number; readonly endBytes: number }[] = []

  /** `allBytesPerSecond` null: the source is never what is short. */
  constructor(allBytesPerSecond: number | null, eachBytesPerSecond: number) {
    this.allBytesPerSecond = allBytesPerSecond ?? Number.POSITIVE_INFINITY
    this.eachBytesPerSecond = eachBytesPerSecond
  }

  /** `of`: whose transfer it is; one at a time. */
  begin(of: number, bytes: number, nowUs: number): void {
    this.advance(nowUs)
    const endBytes = this.servedBytes + bytes
    let low = 0
    let high = this.transfers.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.transfers[middle].endBytes > endBytes) low = middle + 1
      else high = middle
    }
    this.transfers.splice(low, 0, { of, endBytes })
  }

  cancel(of: number, nowUs: number): void {
    this.advance(nowUs)
    const at = this.transfers.findIndex((transfer) => transfer.of === of)
    if (at !== -1) this.transfers.splice(at, 1)
  }

  /** When the next transfer ends if nothing else happens; Infinity: none is under way. */
  get nextEndUs(): number {
    const next = this.transfers.at(-1)
    if (next === undefined) return Number.POSITIVE_INFINITY
    const seconds = Math.max(0, next.endBytes - this.servedBytes) / this.bytesPerSecond
    return this.lastUs + Math.round(seconds * 1e6)
  }

  /** Ends the transfer that was due: whose it was. The owner calls it at `nextEndUs`. */
  end(nowUs: number): number {
    this.advance(nowUs)
    const done = this.transfers.pop()
    if (done === undefined) return -1
    // A whole microsecond is not the exact instant, but nobody has got less than what has ended.
    this.servedBytes = Math.max(this.servedBytes, done.endBytes)
    return done.of
  }

  private get bytesPerSecond(): number {
    return Math.min(this.eachBytesPerSecond, this.allBytesPerSecond / this.transfers.length)
  }

  private advance(nowUs: number): void {
    if (this.transfers.length > 0) this.servedBytes += (this.bytesPerSecond * (nowUs - this.lastUs)) / 1e6
    this.lastUs = nowUs
  }
}
