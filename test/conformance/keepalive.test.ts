import { expect } from 'vitest'
import { randomStream } from '../../src/base/random.ts'
import { FunctionWorld } from '../../src/service/functions/function-world.ts'
import { conform, vectors } from './vectors.ts'

interface Experiment {
  readonly id: string
  readonly params: {
    readonly arrivalRate: number
    readonly warmServiceMean: number
    readonly coldServiceMean: number
    readonly idleTimeout: number
  }
  readonly referenceSimulation: {
    readonly coldStartProbability: number
    readonly averageInstanceCount: number
    readonly averageRunning: number
  }
}

/** Enough cold starts that chance stays well below the tolerance. */
const COLD_STARTS = 30_000

function simulated({ id, params, referenceSimulation }: Experiment) {
  const { arrivalRate, warmServiceMean, coldServiceMean, idleTimeout } = params
  const stream = (name: string) => randomStream(1, `${id}/${name}`)
  const world = new FunctionWorld(
    {
      startUs: { kind: 'constant', value: 0 },
      firstServiceUs: { kind: 'exponential', mean: coldServiceMean * 1e6 },
      serviceUs: { kind: 'exponential', mean: warmServiceMean * 1e6 },
      concurrency: 1,
      keepAliveUs: idleTimeout * 1e6,
      provisioned: 0,
      instancesMax: Number.POSITIVE_INFINITY,
      whenFull: 'reject',
    },
    { arrivals: stream('arrivals'), start: stream('start'), service: stream('service') },
  )
  world.setRate(arrivalRate)
  const requests = Math.min(6_000_000, COLD_STARTS / referenceSimulation.coldStartProbability)
  world.runUntil((requests / arrivalRate) * 1e6)
  return {
    coldStartProbability: world.coldStarts / world.arrived,
    averageInstanceCount: world.instanceAreaUs / world.nowUs,
    averageRunning: world.runningAreaUs / world.nowUs,
  }
}

const file = vectors<{ readonly baseCase: Experiment; readonly experiments: readonly Experiment[] }>(
  'keepalive_autoscaling.json',
)

conform(
  'keep-alive',
  file === null ? undefined : [file.baseCase, ...file.experiments].map((vector) => ({ ...vector, name: vector.id })),
  (vector) => {
    const found = simulated(vector)
    const { coldStartProbability, averageInstanceCount, averageRunning } = vector.referenceSimulation
    const off = {
      coldStarts: found.coldStartProbability / coldStartProbability - 1,
      instances: found.averageInstanceCount / averageInstanceCount - 1,
      running: found.averageRunning / averageRunning - 1,
    }
    const percent = Object.entries(off).map(([name, share]) => `${name} ${(100 * share).toFixed(2)} %`)
    console.log(`keep-alive ${vector.name}: ${percent.join(', ')} off the reference`)
    expect(Math.abs(off.coldStarts)).toBeLessThan(0.02)
    expect(Math.abs(off.instances)).toBeLessThan(0.01)
    expect(Math.abs(off.running)).toBeLessThan(0.02)
  },
)
