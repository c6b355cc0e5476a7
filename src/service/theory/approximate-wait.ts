import { erlangC } from './erlang.ts'
import type { WaitLaw } from './wait-law.ts'

/** Any arrivals, any service, `servers` alike, one line: G/G/c. */
export interface AnyQueue {
  readonly arrivalRate: number
  readonly serviceMean: number
  readonly servers: number
  /** Squared coefficient of variation of the time between arrivals: 1 for Poisson, 0 for a clock. */
  readonly arrivalCv2: number
  /** Squared coefficient of variation of the service time. */
  readonly serviceCv2: number
}

/**
 * A. O. Allen and J. R. Cunneen: the wait of M/M/c times (arrivalCv2 + serviceCv2) / 2, with its probability of waiting. Exact for
 * M/M/c, in the mean for M/G/1; with one server it is J. F. C. Kingman's bound in heavy traffic (1961).
 */
export function approximateWait(queue: AnyQueue): WaitLaw {
  const { arrivalRate, serviceMean, servers, arrivalCv2, serviceCv2 } = queue
  const offeredLoad = arrivalRate * serviceMean
  if (offeredLoad >= servers) return { probability: 1, meanWhenWaiting: Infinity }
  const variability = (arrivalCv2 + serviceCv2) / 2
  return {
    probability: erlangC(servers, offeredLoad),
    meanWhenWaiting: (serviceMean / (servers - offeredLoad)) * variability,
  }
}
