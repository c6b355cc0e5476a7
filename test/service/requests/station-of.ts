import { randomStream } from '../../../src/base/random.ts'
import { RequestWorld } from '../../../src/service/requests/request-world.ts'
import type { StationSpec } from '../../../src/service/requests/station.ts'

const PLAIN: StationSpec = {
  serviceUs: { kind: 'constant', value: 10 },
  places: 1,
  lineMax: Number.POSITIVE_INFINITY,
  balancing: 'round-robin',
  timeoutUs: Number.POSITIVE_INFINITY,
  retries: { attempts: 1, budget: Number.POSITIVE_INFINITY, backoff: null },
  calls: [],
  parallel: false,
}

/** A world of stations that differ from the plain one in what is given, with a number of replicas each. */
export function worldOf(
  stations: readonly (Partial<StationSpec> & { readonly replicas?: number })[],
  seed = 1,
): RequestWorld {
  const world = new RequestWorld(
    stations.map((spec, i) => ({
      spec: { ...PLAIN, ...spec },
      streams: {
        arrivals: randomStream(seed, `${i}/arrivals`),
        service: randomStream(seed, `${i}/service`),
        balancing: randomStream(seed, `${i}/balancing`),
        retries: randomStream(seed, `${i}/retries`),
      },
    })),
  )
  stations.forEach(({ replicas = 1 }, i) => {
    for (let n = 0; n < replicas; n++) world.addReplica(i)
  })
  return world
}

/** Requests of a trace: when they come, and their service time. */
export function submitAll(world: RequestWorld, trace: readonly (readonly [number, number])[]): void {
  for (const [atUs, workUs] of trace) {
    world.runUntil(atUs)
    world.submit(0, workUs)
  }
}
