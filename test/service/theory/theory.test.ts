import { describe, expect, test } from 'vitest'
import { approximateWait } from '../../../src/service/theory/approximate-wait.ts'
import { constantService } from '../../../src/service/theory/constant-service.ts'
import { erlangB, erlangC } from '../../../src/service/theory/erlang.ts'
import { manyServersWait } from '../../../src/service/theory/many-servers.ts'
import { cv2, moments } from '../../../src/service/theory/moments.ts'
import { poissonAbove, poissonAt } from '../../../src/service/theory/poisson.ts'
import { priorityWaits } from '../../../src/service/theory/priority-classes.ts'
import { ShortestLine } from '../../../src/service/theory/shortest-line.ts'
import { serversForLoss, serversForWait } from '../../../src/service/theory/staffing.ts'
import {
  meanWait,
  sojournBeyond,
  sojournQuantile,
  waitBeyond,
  waitQuantile,
} from '../../../src/service/theory/wait-law.ts'

describe('Erlang', () => {
  test.each([
    ['one server: a / (1 + a)', 1, 0.25, 0.25 / 1.25, 0.25],
    ['two servers: (a² / 2) / (1 + a + a² / 2)', 2, 1, 0.5 / 2.5, 0.2 / (1 - 0.5 * 0.8)],
    ['nobody comes', 3, 0, 0, 0],
    ['nobody serves', 0, 2, 1, 1],
    ['more comes than is served', 1, 3, 0.75, 1],
  ])('%s', (_, servers, load, b, c) => {
    expect(erlangB(servers, load)).toBeCloseTo(b, 15)
    expect(erlangC(servers, load)).toBeCloseTo(c, 15)
  })

  test('the sum from above agrees with the recursion from below, up to 100,000 servers', () => {
    for (const [servers, load] of [
      [100, 60],
      [1000, 950],
      [100_000, 99_900],
    ]) {
      let b = 1
      for (let n = 1; n <= servers; n++) b = (load * b) / (n + load * b)
      expect(erlangB(servers, load) / b).toBeCloseTo(1, 9)
    }
  })

  test('a service with far too many servers never makes anybody wait', () => {
    expect(manyServersWait({ arrivalRate: 1, serviceRate: 1, servers: 10_000 }).probability).toBe(0)
  })
})

describe('a wait', () => {
  const law = { probability: 0.5, meanWhenWaiting: 2 }

  test('is exponential for those who wait', () => {
    expect(meanWait(law)).toBe(1)
    expect(waitBeyond(law, 2)).toBeCloseTo(0.5 * Math.exp(-1), 15)
    expect(waitQuantile(law, 0.5)).toBe(0)
    expect(waitBeyond(law, waitQuantile(law, 0.9))).toBeCloseTo(0.1, 15)
  })

  test('with service: two rates that are nearly the same give what the same rates give', () => {
    // Both exponential with mean 2: 0.5 e^(−t/2) + 0.5 e^(−t/2) (1 + t/2) at t = 4.
    const same = 0.5 * Math.exp(-2) + 0.5 * Math.exp(-2) * 3
    expect(sojournBeyond(law, 2, 4)).toBeCloseTo(same, 15)
    expect(sojournBeyond(law, 2 + 1e-12, 4)).toBeCloseTo(same, 11)
    expect(sojournBeyond(law, 2, sojournQuantile(law, 2, 0.99))).toBeCloseTo(0.01, 14)
  })

  test('nobody waits: only service is left; a line that grows for ever has no quantile', () => {
    expect(sojournQuantile({ probability: 0, meanWhenWaiting: 1 }, 3, 0.5)).toBeCloseTo(3 * Math.LN2, 14)
    expect(sojournQuantile({ probability: 1, meanWhenWaiting: Infinity }, 3, 0.5)).toBe(Infinity)
    expect(meanWait({ probability: 0, meanWhenWaiting: Infinity })).toBe(0)
  })
})

describe('constant service', () => {
  test('the mean number waiting agrees with the whole chain solved in 50 digits', () => {
    expect(constantService(9, 10).waiting).toBeCloseTo(3.101238453417125, 13)
  })

  test('sums and roots agree where one hands over to the other: 10 servers at 96.8 %', () => {
    const [below, above] = [9.686, 9.687].map((load) => constantService(load, 10))
    const [lower, upper] = [9.685, 9.688].map((load) => constantService(load, 10))
    expect(above.waiting - below.waiting).toBeCloseTo((upper.waiting - lower.waiting) / 3, 4)
    expect(above.mustWait - below.mustWait).toBeCloseTo((upper.mustWait - lower.mustWait) / 3, 7)
  })

  test('one server: a² / 2(1 − a), close to saturation too', () => {
    for (const load of [0.1, 0.9, 0.999]) {
      expect(constantService(load, 1).waiting / ((load * load) / (2 * (1 - load)))).toBeCloseTo(1, 11)
      expect(constantService(load, 1).mustWait).toBeCloseTo(load, 12)
    }
    expect(constantService(1, 1)).toEqual({ waiting: Infinity, mustWait: 1 })
  })
})

test('Poisson: the probabilities add up, whichever way they are computed', () => {
  for (const mean of [0, 0.5, 14, 40, 900]) {
    let sum = 0
    for (let n = 0; n < 1200; n++) sum += poissonAt(mean, n)
    expect(sum).toBeCloseTo(1, 12)
    const at = Math.floor(mean)
    expect(poissonAbove(mean, at - 1) - poissonAbove(mean, at)).toBeCloseTo(poissonAt(mean, at), 13)
  }
})

test('the approximation is exact in the mean for M/M/c and M/G/1', () => {
  const mmc = { arrivalRate: 9, serviceMean: 1, servers: 10, arrivalCv2: 1, serviceCv2: 1 }
  expect(approximateWait(mmc)).toEqual(manyServersWait({ arrivalRate: 9, serviceRate: 1, servers: 10 }))
  // λ E[S²] / 2(1 − ρ) = 0.5 × 1 / 2 / 0.5
  const md1 = { arrivalRate: 0.5, serviceMean: 1, servers: 1, arrivalCv2: 1, serviceCv2: 0 }
  expect(meanWait(approximateWait(md1))).toBe(0.5)
  expect(meanWait(approximateWait({ ...md1, arrivalRate: 1 }))).toBe(Infinity)
})

test('staffing stops at the first number that is enough', () => {
  const servers = serversForLoss(100, 0.001)
  expect(erlangB(servers, 100)).toBeLessThanOrEqual(0.001)
  expect(erlangB(servers - 1, 100)).toBeGreaterThan(0.001)
  expect(serversForWait({ arrivalRate: 0.5, serviceRate: 1 }, 0, 0.5)).toBe(1)
})

test('a class that no time is left for waits for ever', () => {
  const service = moments({ kind: 'constant', value: 1 })
  expect(
    priorityWaits([
      { arrivalRate: 0.5, service },
      { arrivalRate: 0.5, service },
    ]),
  ).toEqual([1, Infinity])
})

test.each([
  ['constant', { kind: 'constant', value: 3 } as const, 3, 9, 27, 0],
  ['exponential: k! mean^k', { kind: 'exponential', mean: 2 } as const, 2, 8, 48, 1],
  ['uniform 0 … 2: 2^k / (k + 1)', { kind: 'uniform', min: 0, max: 2 } as const, 1, 4 / 3, 2, 1 / 3],
  ['gamma of shape 4: 1 × 5/4 × 6/4', { kind: 'gamma', mean: 1, cv: 0.5 } as const, 1, 1.25, 1.875, 0.25],
  ['lognormal: (1 + cv²)^(k(k − 1)/2)', { kind: 'lognormal', mean: 1, cv: 1 } as const, 1, 2, 8, 1],
  ['empirical: means over the values', { kind: 'empirical', values: [1, 3] } as const, 2, 5, 14, 0.25],
  // Density 1/x² × 2 on 1 … 2: 2 ln 2, then 2, then 2 × 1.5.
  ['Pareto', { kind: 'pareto', min: 1, max: 2, alpha: 1 } as const, 2 * Math.LN2, 2, 3, 0.5 / Math.LN2 ** 2 - 1],
])('moments of %s', (_, distribution, first, second, third, variability) => {
  const found = moments(distribution)
  expect(found).toEqual({ first, second, third })
  expect(cv2(found)).toBeCloseTo(variability, 15)
})

describe('the shortest of many lines', () => {
  test('of one replica is the line of M/M/c', () => {
    const { probability, meanWhenWaiting } = new ShortestLine(3).wait(1, 2.1)
    expect(probability).toBeCloseTo(erlangC(3, 2.1), 12)
    expect(meanWhenWaiting).toBeCloseTo(1 / (3 - 2.1), 12)
  })

  // Mean waits in service times from 1,500,000 requests one by one each (`test/simulate/fidelity.test.ts` has the whole path).
  test.each([
    [2, 1, 0.7, 1.1115],
    [5, 1, 0.95, 3.8021],
    [10, 1, 0.7, 0.1607],
    [10, 1, 0.9, 0.9082],
    [50, 1, 0.95, 0.437],
    [5, 2, 0.9, 0.7572],
    [20, 2, 0.9, 0.1528],
    [10, 4, 0.95, 0.3579],
  ])('%i replicas with %i places at %d', (replicas, places, used, wait) => {
    const { probability, meanWhenWaiting } = new ShortestLine(places).wait(replicas, used * replicas * places)
    expect((1 + probability * meanWhenWaiting) / (1 + wait)).toBeGreaterThan(0.98)
    expect((1 + probability * meanWhenWaiting) / (1 + wait)).toBeLessThan(1.02)
  })

  test('lies between one line for all and a line each, up to saturation and with a part of a place', () => {
    for (const places of [0.4, 1, 2.5, 7]) {
      for (const used of [1e-6, 0.2, 0.6, 0.95, 0.9999, 1 - 1e-12]) {
        const offeredLoad = used * places * 6
        const { probability, meanWhenWaiting } = new ShortestLine(places).wait(6, offeredLoad)
        const wait = probability * meanWhenWaiting
        const together = erlangC(6 * places, offeredLoad) / (6 * places - offeredLoad)
        const apart = erlangC(places, offeredLoad / 6) / (places - offeredLoad / 6)
        expect(wait).toBeGreaterThan(together * (1 - 1e-3) - 1e-12)
        expect(wait).toBeLessThan(apart * (1 + 1e-3) + 1e-12)
      }
    }
  })
})
