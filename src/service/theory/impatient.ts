import { meanLevels, stationary } from './birth-death.ts'
import type { ManyServers } from './many-servers.ts'

export interface Impatient extends ManyServers {
  /** Rate at which each one who waits gives up: 1 / mean patience. */
  readonly abandonRate: number
}

/** M/M/c+M, "Erlang A": patience is exponential. C. Palm (1946). */
export function impatient({ arrivalRate, serviceRate, servers, abandonRate }: Impatient) {
  const probabilities = stationary({
    birth: () => arrivalRate,
    death: (count) => Math.min(count, servers) * serviceRate + Math.max(0, count - servers) * abandonRate,
    last: Infinity,
  })
  const levels = meanLevels(probabilities, servers)
  return {
    ...levels,
    /** Of all arrivals, those that give up included. */
    meanWait: levels.waiting / arrivalRate,
    abandoned: (abandonRate * levels.waiting) / arrivalRate,
    mustWait: probabilities.slice(servers).reduce((sum, probability) => sum + probability, 0),
  }
}
