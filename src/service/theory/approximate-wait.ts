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

/**
 * The same where arrivals vary less than Poisson's: the mean wait times e^(−2 (1 − ρ) (1 − ca²)² / 3ρ(ca² + cs²)), as W. Krämer and
 * M. Langenbach-Belz have it (1976) for one server. It is fewer who wait; those who do wait nearly as long.
 */
export function evenWait(queue: AnyQueue): WaitLaw {
  const { arrivalRate, serviceMean, servers, arrivalCv2, serviceCv2 } = queue
  const law = approximateWait(queue)
  const used = (arrivalRate * serviceMean) / servers
  const spared = 1 - arrivalCv2
  if (spared <= 0 || used >= 1) return law
  const variability = arrivalCv2 + serviceCv2
  const exponent = (2 * (1 - used) * spared * spared) / (3 * used * variability)
  return { ...law, probability: law.probability * Math.exp(-exponent) }
}
