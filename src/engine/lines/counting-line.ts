import { CountedRates, type Counts } from './counted-rates.ts'
import type { Untold } from './request-line.ts'

/** What lines that count requests one by one have in common: the rates of the last tick, and nothing is lost where a pod begins to end. */
export abstract class CountingLine {
  protected readonly rates = new CountedRates()

  get utilisation(): number {
    return this.rates.utilisation
  }

  get arrivedPerSecond(): number {
    return this.rates.arrivedPerSecond
  }

  get servedPerSecond(): number {
    return this.rates.servedPerSecond
  }

  get lostPerSecond(): number {
    return this.rates.lostPerSecond
  }

  get nextTurnUs(): number {
    return this.rates.nextTurnUs
  }

  /** Pods that go finish what they have; what their grace period is too short for is lost at its end, one by one. */
  lostByLeaving(): number {
    return 0
  }

  untold(): Untold {
    return this.rates.beyond(this.counts())
  }

  protected abstract counts(): Counts
}
