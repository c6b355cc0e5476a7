import { sha256Hex } from '../../src/base/digest.ts'
import { randomStream } from '../../src/base/random.ts'
import { FunctionWorld } from '../../src/service/functions/function-world.ts'
import type { BenchCase } from '../case.ts'

const PER_SECOND = 0.9

export const keepalive900k: BenchCase = {
  name: 'keepalive-900k',
  doc: "Scales a function per request with a keep-alive of ten minutes: SimFaaS's base case, 900,000 requests.",
  unit: 'requests/s',
  sizes: { small: 2_000, full: 900_000 },
  floor: 900_000,
  prepare: (size) => () => {
    const stream = (name: string) => randomStream(1, `bench/function/${name}`)
    const world = new FunctionWorld(
      {
        startUs: { kind: 'constant', value: 0 },
        firstServiceUs: { kind: 'exponential', mean: 2_244_000 },
        serviceUs: { kind: 'exponential', mean: 1_991_000 },
        concurrency: 1,
        keepAliveUs: 600_000_000,
        provisioned: 0,
        instancesMax: Number.POSITIVE_INFINITY,
        whenFull: 'reject',
      },
      { arrivals: stream('arrivals'), start: stream('start'), service: stream('service') },
    )
    world.setRate(PER_SECOND)
    world.runUntil((size / PER_SECOND) * 1e6)
    const { arrived, coldStarts, removed, lifespanSumUs, nowUs } = world
    const instancesMean = world.instanceAreaUs / nowUs
    const runningMean = world.runningAreaUs / nowUs
    const outcome = [arrived, coldStarts, removed, lifespanSumUs, instancesMean, runningMean, world.latency.meanUs]
    const points = { coldStarts, instancesMean, runningMean }
    return { work: arrived, hash: sha256Hex(JSON.stringify(outcome)), points }
  },
}
