import { sha256Hex } from '../../src/base/digest.ts'
import { randomStream } from '../../src/base/random.ts'
import { RequestWorld } from '../../src/service/requests/request-world.ts'
import type { BenchCase } from '../case.ts'

const SERVICE_US = 100_000
const PLACES = 10
const UTILISATION = 0.9

export const requestsMm10: BenchCase = {
  name: 'requests-mm10',
  doc: 'Answers requests one by one: ten places at 90 %, exponential times between and in service.',
  unit: 'requests/s',
  sizes: { small: 2_000, full: 10_000_000 },
  floor: 2_000_000,
  prepare: (size) => () => {
    const stream = (name: string) => randomStream(1, `bench/requests/${name}`)
    const world = new RequestWorld([
      {
        spec: {
          serviceUs: { kind: 'exponential', mean: SERVICE_US },
          places: PLACES,
          lineMax: Number.POSITIVE_INFINITY,
          balancing: 'round-robin',
          timeoutUs: Number.POSITIVE_INFINITY,
          retries: { attempts: 1, budget: Number.POSITIVE_INFINITY, backoff: null },
          calls: [],
          parallel: false,
        },
        streams: {
          arrivals: stream('arrivals'),
          service: stream('service'),
          balancing: stream('balancing'),
          retries: stream('retries'),
        },
      },
    ])
    const perUs = (UTILISATION * PLACES) / SERVICE_US
    world.addReplica(0)
    world.setRate(0, perUs * 1e6)
    world.runUntil(size / perUs)
    const [{ arrived, served, meanWaitUs, latency }] = world.stations
    const outcome = [arrived, served, meanWaitUs, latency.meanUs, latency.quantileUs(0.5), latency.quantileUs(0.99)]
    return {
      work: served,
      hash: sha256Hex(JSON.stringify(outcome)),
      points: { meanWaitUs, p99Us: latency.quantileUs(0.99) },
    }
  },
}
