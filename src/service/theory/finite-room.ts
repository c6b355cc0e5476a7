import { meanLevels, stationary } from './birth-death.ts'
import type { ManyServers } from './many-servers.ts'

export interface FiniteRoom extends ManyServers {
  /** How many may be there at once, in service and waiting. */
  readonly room: number
}

/** M/M/c/K: who finds the room full is turned away. */
export function finiteRoom({ arrivalRate, serviceRate, servers, room }: FiniteRoom) {
  const probabilities = stationary({
    birth: () => arrivalRate,
    death: (count) => Math.min(count, servers) * serviceRate,
    last: room,
  })
  const levels = meanLevels(probabilities, servers)
  const admittedRate = levels.busy * serviceRate
  return {
    turnedAway: probabilities[room],
    empty: probabilities[0],
    ...levels,
    admittedRate,
    meanWait: levels.waiting / admittedRate,
  }
}
