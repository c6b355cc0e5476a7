import type { Moments } from './moments.ts'

/** M/G/1 in order of arrival: F. Pollaczek (1930), A. Y. Khinchine (1932); the second moment by L. Takács (1962). */
export function singleServerWait(arrivalRate: number, service: Moments) {
  const idle = 1 - arrivalRate * service.first
  if (idle <= 0) return { mean: Infinity, secondMoment: Infinity }
  const mean = (arrivalRate * service.second) / (2 * idle)
  return { mean, secondMoment: 2 * mean * mean + (arrivalRate * service.third) / (3 * idle) }
}

/**
 * M/G/1 that is switched off when nobody is left and takes a set-up time (a cold start) when the next one comes: P. D. Welch,
 * "On a generalized M/G/1 queuing process in which the first customer of each busy period receives exceptional service" (1964).
 */
export function singleServerWithSetup(arrivalRate: number, service: Moments, setup: Moments) {
  const idle = 1 - arrivalRate * service.first
  const perCycle = 1 + arrivalRate * setup.first
  return {
    meanWait:
      singleServerWait(arrivalRate, service).mean + (2 * setup.first + arrivalRate * setup.second) / (2 * perCycle),
    /** Shares of the time. */
    off: idle / perCycle,
    settingUp: (idle * arrivalRate * setup.first) / perCycle,
  }
}

/** M/G/1 where all present share the server: how long a request of this size takes, whatever the distribution of the others. */
export function sharedServerSojourn(arrivalRate: number, serviceMean: number, size: number): number {
  return size / Math.max(0, 1 - arrivalRate * serviceMean)
}

/** Exponential service at one server of requests that come `batch` at a time: the mean number there. */
export function batchArrivalsInSystem(utilisation: number, batch: number): number {
  return (utilisation * (batch + 1)) / (2 * (1 - utilisation))
}
