import { power } from '../../base/power.ts'
import type { LoadBalancing } from '../../model/workload.ts'
import { evenWait } from '../../service/theory/approximate-wait.ts'
import type { ShortestLine } from '../../service/theory/shortest-line.ts'
import { twoChoices } from './two-choices.ts'

/** Requests at constant rates, fewer than replicas can answer. */
export interface SteadyLine {
  readonly load: number
  readonly replicas: number
  /** Requests that a replica works on at once. */
  readonly places: number
  readonly serviceSeconds: number
  /** Squared coefficient of variation of the service time. */
  readonly serviceCv2: number
  readonly balancing: LoadBalancing
  /** For replicas with so many places. */
  readonly shortestLine: ShortestLine
  readonly timeoutSeconds: number
  /** How often a request is tried in all. */
  readonly attempts: number
}

/** What chance makes requests wait although there is capacity for all. */
export interface ChanceLaw {
  /** Of the requests that are answered: the share that waits at all. */
  readonly probability: number
  /** Their wait is exponential with this mean, cut off at the timeout. */
  readonly meanWhenWaiting: number
  /** Mean wait of all that are answered. */
  readonly meanWait: number
  /** Share of requests that would wait longer than the timeout. */
  readonly lostShare: number
  /** How likely it is that all places are taken. */
  readonly fullShare: number
}

export const NO_CHANCE: ChanceLaw = { probability: 0, meanWhenWaiting: 0, meanWait: 0, lostShare: 0, fullShare: 0 }

/**
 * The wait in a stable line: that of M/M/c, by the way in which requests find their replica, times (ca² + cs²) / 2 (A. O. Allen and
 * J. R. Cunneen), and cut off at the timeout. With a timeout the line forgets those that leave: (1 − ρ) P / (1 − ρ P) of all are lost
 * when P is the share that would wait too long in a line that nobody leaves (N. K. Boots and H. C. Tijms 1999, exact for M/M/c).
 */
export function chanceLaw(line: SteadyLine): ChanceLaw {
  const { load, replicas, places, serviceSeconds, timeoutSeconds, attempts } = line
  if (load === 0 || serviceSeconds === 0) return NO_CHANCE
  const { probability, meanWhenWaiting } = endlessWait(line)
  if (probability === 0 || meanWhenWaiting === 0) return NO_CHANCE
  const used = (load * serviceSeconds) / (replicas * places)
  const beyond = Math.exp(-timeoutSeconds / meanWhenWaiting)
  const within = -Math.expm1(-timeoutSeconds / meanWhenWaiting)
  const tooLong = probability * beyond
  const waits = (probability * within) / (1 - tooLong)
  const cutOff = within === 0 ? 0 : meanWhenWaiting - (timeoutSeconds * beyond) / within
  return {
    probability: waits,
    meanWhenWaiting,
    // A timeout that is short against the scale cuts a nearly level density in half.
    meanWait: waits * (timeoutSeconds < meanWhenWaiting * 1e-4 ? timeoutSeconds / 2 : cutOff),
    lostShare: power(((1 - used) * tooLong) / (1 - used * tooLong), attempts),
    fullShare: probability,
  }
}

/** The wait if nobody ever left. */
function endlessWait(line: SteadyLine): { readonly probability: number; readonly meanWhenWaiting: number } {
  const { load, replicas, places, serviceSeconds, serviceCv2, balancing } = line
  const each = load / replicas
  const varied = (1 + serviceCv2) / 2
  // Of two replicas the emptier one is the emptiest.
  if (balancing === 'least-connections' || (balancing === 'power-of-two' && replicas === 2)) {
    const { probability, meanWhenWaiting } = line.shortestLine.wait(replicas, load * serviceSeconds)
    return { probability, meanWhenWaiting: meanWhenWaiting * serviceSeconds * varied }
  }
  if (balancing === 'power-of-two' && replicas > 2) {
    const { probability, waiting } = twoChoices(places, each * serviceSeconds)
    return { probability, meanWhenWaiting: probability === 0 ? 0 : (waiting / each / probability) * varied }
  }
  // Every n-th arrival of a Poisson process comes after n exponential times: their sum varies less by a factor of n.
  const arrivalCv2 = balancing === 'round-robin' ? 1 / replicas : 1
  return evenWait({ arrivalRate: each, serviceMean: serviceSeconds, servers: places, arrivalCv2, serviceCv2 })
}
