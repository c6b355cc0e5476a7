import { poissonAbove, poissonAt, poissonExcess } from './poisson.ts'

/** What the M/D/c queue is asked for: the mean number waiting, and the share of arrivals that must wait. */
interface ConstantService {
  readonly waiting: number
  readonly mustWait: number
}

/** Below this exponent per term the sums of Spitzer's identity get long, and roots take over. */
const FADING_MIN = 0.005

/**
 * M/D/c. Seen once per service time, everyone who was in service then is gone now: the number waiting walks like
 * Q' = max(0, Q + Poisson(a) − c), and the number present before anyone is taken off is a queue with bulk service.
 */
export function constantService(offeredLoad: number, servers: number): ConstantService {
  if (offeredLoad >= servers) return { waiting: Infinity, mustWait: 1 }
  const utilisation = offeredLoad / servers
  const fading = servers * (utilisation - 1 - Math.log(utilisation))
  return fading > FADING_MIN ? bySums(offeredLoad, servers) : byRoots(offeredLoad, servers)
}

/**
 * The walk's maximum over the sums S(n) = Poisson(n·a) − n·c, by F. Spitzer's identity (1956): mean waiting Σ E[S(n)⁺] / n,
 * P(nobody would wait) exp(−Σ P(S(n) ≥ 0) / n). All terms are positive and fade like e^(−n·c·(ρ − 1 − ln ρ)).
 */
function bySums(offeredLoad: number, servers: number): ConstantService {
  let waiting = 0
  let reaching = 0
  for (let n = 1; ; n++) {
    const mean = n * offeredLoad
    const excess = poissonExcess(mean, n * servers) / n
    const reach = (poissonAt(mean, n * servers) + poissonAbove(mean, n * servers)) / n
    waiting += excess
    reaching += reach
    if (excess <= waiting * 1e-17 && reach <= reaching * 1e-17) return { waiting, mustWait: -Math.expm1(-reaching) }
  }
}

/**
 * C. D. Crommelin (1932): with the c − 1 roots z of z^c = e^(a(z − 1)) inside the unit circle, mean waiting
 * a / 2(c − a) − a / 2 + Σ (1 / (1 − z) − 1 / 2), and P(nobody would wait) (c − a) / Π (1 − z).
 */
function byRoots(offeredLoad: number, servers: number): ConstantService {
  const utilisation = offeredLoad / servers
  const gap = servers - offeredLoad
  let waiting = offeredLoad / (2 * gap) - offeredLoad / 2
  let logProduct = 0
  for (let k = 1; k < servers; k++) {
    const [re, im] = rootOf(utilisation, (2 * Math.PI * k) / servers)
    const squaredDistance = (1 - re) * (1 - re) + im * im
    waiting += (1 - re * re - im * im) / (2 * squaredDistance)
    logProduct += Math.log(squaredDistance) / 2
  }
  return { waiting, mustWait: 1 - Math.exp(Math.log(gap) - logProduct) }
}

/** Solves z = e^(iφ + ρ(z − 1)) by Newton's method, from where repeated substitution, which always comes closer, has got. */
function rootOf(utilisation: number, phase: number): readonly [number, number] {
  let re = 0
  let im = 0
  for (let round = 0; round < 80; round++) {
    const size = Math.exp(utilisation * (re - 1))
    const toRe = size * Math.cos(phase + utilisation * im)
    const toIm = size * Math.sin(phase + utilisation * im)
    if (round < 30) {
      re = toRe
      im = toIm
      continue
    }
    const slopeRe = 1 - utilisation * toRe
    const slopeIm = -utilisation * toIm
    const scale = slopeRe * slopeRe + slopeIm * slopeIm
    const offRe = re - toRe
    const offIm = im - toIm
    const stepRe = (offRe * slopeRe + offIm * slopeIm) / scale
    const stepIm = (offIm * slopeRe - offRe * slopeIm) / scale
    re -= stepRe
    im -= stepIm
    if (Math.abs(stepRe) + Math.abs(stepIm) < 1e-16) break
  }
  return [re, im]
}
