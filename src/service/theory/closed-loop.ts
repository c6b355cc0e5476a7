import { meanLevels, stationary } from './birth-death.ts'

export interface ClosedLoop {
  readonly clients: number
  /** Rate at which a client that is not waiting for an answer asks: 1 / mean think time. */
  readonly askRate: number
  readonly serviceRate: number
  readonly servers: number
}

/** M/M/c//N: each client waits for its answer before it thinks about the next request. */
export function closedLoop({ clients, askRate, serviceRate, servers }: ClosedLoop) {
  const probabilities = stationary({
    birth: (count) => (clients - count) * askRate,
    death: (count) => Math.min(count, servers) * serviceRate,
    last: clients,
  })
  const levels = meanLevels(probabilities, servers)
  const throughput = levels.busy * serviceRate
  return { ...levels, throughput, meanSojourn: levels.inSystem / throughput }
}
