import { erlangC } from './erlang.ts'
import type { WaitLaw } from './wait-law.ts'

/** Poisson arrivals, exponential service, `servers` alike, one line: M/M/c. */
export interface ManyServers {
  readonly arrivalRate: number
  readonly serviceRate: number
  readonly servers: number
}

export function manyServersWait({ arrivalRate, serviceRate, servers }: ManyServers): WaitLaw {
  const offeredLoad = arrivalRate / serviceRate
  const probability = erlangC(servers, offeredLoad)
  return { probability, meanWhenWaiting: offeredLoad < servers ? 1 / (servers * serviceRate - arrivalRate) : Infinity }
}

/** Probability that nobody is there: with all servers busy weighted C · (1 − ρ), downwards state by state. */
export function manyServersEmpty({ arrivalRate, serviceRate, servers }: ManyServers): number {
  const offeredLoad = arrivalRate / serviceRate
  if (offeredLoad >= servers) return 0
  let probability = erlangC(servers, offeredLoad) * (1 - offeredLoad / servers)
  for (let busy = servers; busy > 0; busy--) probability *= busy / offeredLoad
  return probability
}
