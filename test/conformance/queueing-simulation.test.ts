import { expect } from 'vitest'
import type { Distribution } from '../../src/base/distribution.ts'
import { randomStream } from '../../src/base/random.ts'
import { FunctionWorld } from '../../src/service/functions/function-world.ts'
import { worldOf } from '../service/requests/station-of.ts'
import { conform, vectors } from './vectors.ts'

type Numbers = Readonly<Record<string, number>>

interface QueueingCase {
  readonly id: string
  readonly model: string
  readonly params: Numbers
  readonly results: Numbers
}

/** One replication: runs on for some requests, then says the mean of all that it has seen after its warm-up. */
type Replication = (requests: number) => number

interface Experiment {
  /** The mean that is compared, by its name among the results. */
  readonly of: string
  readonly replicate: (seed: number) => Replication
}

const REPLICATIONS = 20
/** Student's t for 19 degrees of freedom, two-sided 99 %. */
const T_99 = 2.861
const HALF_WIDTH_MAX = 0.01
const WARM_UP = 10_000
const STEP = 25_000
const STEPS_MAX = 60

/** One time unit of a case is a second here. */
const US = 1e6

function station(arrivalRate: number, serviceUs: Distribution, places: number, room = Number.POSITIVE_INFINITY) {
  return (seed: number) => {
    const world = worldOf([{ serviceUs, places, lineMax: room === Infinity ? Infinity : room - places }], seed)
    world.setRate(0, arrivalRate)
    return {
      world,
      seen: world.stations[0],
      run: (requests: number) => world.runUntil(world.nowUs + (requests / arrivalRate) * US),
    }
  }
}

type Made = ReturnType<ReturnType<typeof station>>

function meanOf(of: string, make: (seed: number) => Made, sums: (made: Made) => readonly [number, number]): Experiment {
  return {
    of,
    replicate(seed) {
      const made = make(seed)
      made.run(WARM_UP)
      const [sum0, count0] = sums(made)
      return (requests) => {
        made.run(requests)
        const [sum, count] = sums(made)
        return (sum - sum0) / (count - count0)
      }
    },
  }
}

const sojourn = ({ seen }: Made) => [seen.latency.sumUs / US, seen.served] as const
const busy = ({ seen, world }: Made) => [seen.busyAreaUs(world.nowUs), world.nowUs] as const

const exponential = (mean: number): Distribution => ({ kind: 'exponential', mean: mean * US })

/** One server that is set up again after every idle time: a function of at most one instance that is not kept. */
function setUp({ lambda_, mu, setup }: Numbers): Experiment {
  return {
    of: 'W',
    replicate(seed) {
      const stream = (name: string) => randomStream(seed, name)
      const world = new FunctionWorld(
        {
          startUs: { kind: 'constant', value: setup * US },
          firstServiceUs: exponential(1 / mu),
          serviceUs: exponential(1 / mu),
          concurrency: 1,
          keepAliveUs: 0,
          provisioned: 0,
          instancesMax: 1,
          whenFull: 'queue',
        },
        { arrivals: stream('arrivals'), start: stream('start'), service: stream('service') },
      )
      world.setRate(lambda_)
      return (requests) => {
        world.runUntil(world.nowUs + (requests / lambda_) * US)
        return world.latency.meanUs / US
      }
    },
  }
}

const EXPERIMENTS: readonly [string, (params: Numbers) => Experiment][] = [
  ['M/M/1 non-preemptive', () => fail('one line per replica, without priorities')],
  ['M/M/1 with deterministic setup', setUp],
  ['M/M/c+M', () => fail('every request has the same patience')],
  ['M/M/c/K', ({ lambda_, mu, c, K }) => meanOf('W', station(lambda_, exponential(1 / mu), c, K), sojourn)],
  ['M/M/c', ({ lambda_, mu, c }) => meanOf('W', station(lambda_, exponential(1 / mu), c), sojourn)],
  [
    'M/G/c/c',
    ({ offeredLoad, c }) =>
      meanOf('carriedLoad', station(offeredLoad, { kind: 'uniform', min: 0, max: 2 * US }, c, c), busy),
  ],
  ['M/D/1', ({ lambda_, D }) => meanOf('W', station(lambda_, { kind: 'constant', value: D * US }, 1), sojourn)],
  ['M/D/c', ({ lambda_, D, c }) => meanOf('W', station(lambda_, { kind: 'constant', value: D * US }, c), sojourn)],
  [
    'M/E',
    ({ lambda_, k, mean }) =>
      meanOf('W', station(lambda_, { kind: 'gamma', mean: mean * US, cv: 1 / Math.sqrt(k) }, 1), sojourn),
  ],
  [
    'M/LN/1',
    ({ lambda_, mu, sigma }) => {
      const mean = Math.exp(mu + sigma ** 2 / 2) * US
      return meanOf(
        'W',
        station(lambda_, { kind: 'lognormal', mean, cv: Math.sqrt(Math.expm1(sigma ** 2)) }, 1),
        sojourn,
      )
    },
  ],
  [
    'M/U/1',
    ({ lambda_, a, b }) => meanOf('W', station(lambda_, { kind: 'uniform', min: a * US, max: b * US }, 1), sojourn),
  ],
  [
    'M/G/infinity',
    ({ lambda_, serviceMean }) =>
      meanOf('L', station(lambda_, { kind: 'gamma', mean: serviceMean * US, cv: 2 }, Infinity), busy),
  ],
]

function fail(reason: string): never {
  throw new Error(reason)
}

function experimentOf({ model, params }: QueueingCase): Experiment | string {
  const found = EXPERIMENTS.find(([name]) => model.startsWith(name))
  if (found === undefined) return 'no line of requests'
  try {
    return found[1](params)
  } catch (reason) {
    return (reason as Error).message
  }
}

/** Runs all replications on until the interval is narrow enough. */
function interval({ replicate }: Experiment) {
  const replications = Array.from({ length: REPLICATIONS }, (_, i) => replicate(i + 1))
  for (let steps = 1; ; steps++) {
    const means = replications.map((run) => run(STEP))
    const mean = means.reduce((sum, value) => sum + value, 0) / REPLICATIONS
    const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (REPLICATIONS - 1)
    const halfWidth = T_99 * Math.sqrt(variance / REPLICATIONS)
    if (halfWidth <= HALF_WIDTH_MAX * mean || steps === STEPS_MAX) {
      return { mean, halfWidth, requests: steps * STEP * REPLICATIONS }
    }
  }
}

conform(
  'queueing by simulation',
  vectors<{ readonly cases: readonly QueueingCase[] }>('queueing.json')?.cases.map((vector) => ({
    ...vector,
    name: vector.id,
  })),
  (vector) => {
    const experiment = experimentOf(vector)
    if (typeof experiment === 'string') return
    const { mean, halfWidth, requests } = interval(experiment)
    const wanted = vector.results[experiment.of]
    console.log(
      `${vector.name}: ${experiment.of} ${mean.toPrecision(5)} ± ${((100 * halfWidth) / mean).toFixed(2)} % of ${wanted.toPrecision(5)} after ${requests / 1e6} million`,
    )
    expect(halfWidth / mean).toBeLessThanOrEqual(HALF_WIDTH_MAX)
    expect(Math.abs(mean - wanted)).toBeLessThanOrEqual(halfWidth)
  },
  (vector) => {
    const experiment = experimentOf(vector)
    return typeof experiment === 'string' ? experiment : null
  },
)
