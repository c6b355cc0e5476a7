import { describe, expect, test } from 'vitest'
import type { VariantResult } from '../../src/results/types.ts'
import { simulate } from '../../src/simulate.ts'
import { load, problemsOf, SMALL } from '../scenario/loading.ts'

/** Ten replicas; `service` says the rest. */
function run(fidelity: string, service: string, duration: string): VariantResult {
  const scenario = load(`apiVersion: simcap/v1
name: fidelity
duration: ${duration}
seriesEvery: 1m
cluster:
  nodePools:
    - { name: general, count: 1, capacity: { cpu: 64, memory: 256Gi } }
workloads:
  - name: shop
    replicas: 10
    requests: { cpu: 1, memory: 1Gi }
    service:
      fidelity: ${fidelity}
${service.replaceAll(/^/gm, '      ')}
`)
  return simulate(scenario, scenario.variants[0])
}

const PAIR = ['fluid', 'requests'] as const

const figure = ({ services: [{ summary }] }: VariantResult, name: string) => summary[name] ?? Number.NaN

/** How far the requests one by one are from the fluid, as a share. */
function compared(title: string, names: readonly string[], [fluid, requests]: readonly VariantResult[]): number[] {
  return names.map((name) => {
    const [inFluid, inRequests] = [figure(fluid, name), figure(requests, name)]
    const off = inRequests / inFluid - 1
    console.log(`fidelity: ${title}: ${name}: ${inFluid} and ${inRequests} (${(100 * off).toFixed(2)} %)`)
    return Math.abs(off)
  })
}

/** First step of the series from a moment on in which less than so much is answered per second: the backlog is gone. */
function clearedSeconds({ series }: VariantResult, fromSecond: number, perSecond: number): number {
  const served = series.find(({ name, of }) => name === 'served' && of === 'shop')?.values ?? []
  return 60 * served.findIndex((value, step) => 60 * step >= fromSecond && (value ?? 0) < perSecond)
}

describe('fluid and one by one', () => {
  test.each([
    ['random, one place', 'load: 70/s\nloadBalancing: random'],
    ['round-robin, one place', 'load: 70/s\nloadBalancing: round-robin'],
    ['round-robin, ten places', 'load: 360/s\nconcurrency: 10\nloadBalancing: round-robin', '250ms'],
    ['power-of-two, one place', 'load: 70/s\nloadBalancing: power-of-two'],
    ['least-connections, ten places', 'load: 70/s\nconcurrency: 10', '1s'],
    ['least-connections, one place', 'load: 70/s'],
    ['least-connections, one place, busy', 'load: 90/s'],
  ])('below saturation: %s', (title, service, time = '100ms') => {
    const [served, mean, p99, busy] = compared(
      title,
      ['requests.served', 'latency.mean', 'latency.p99', 'utilisation.service.mean'],
      PAIR.map((fidelity) => run(fidelity, `serviceTime: { exponential: ${time} }\ntimeout: 60s\n${service}`, '30m')),
    )
    expect(served).toBeLessThan(0.01)
    expect(mean).toBeLessThan(0.05)
    expect(p99).toBeLessThan(0.12)
    expect(busy).toBeLessThan(0.01)
  })

  /** Ten replicas of one place answer 10/s; for an hour before noon 40/s come on top of 2.5/s to 7.5/s. */
  const DAY = '{ daily: { mean: 5/s, amplitude: 50%, peakAt: "20:00" } }'
  const SPIKE = `{ sum: [${DAY}, { steps: [{ at: 0s, rate: 0/s }, { at: 11h, rate: 40/s }, { at: 12h, rate: 0/s }] }] }`

  const day = (balancing: string, load: string) =>
    PAIR.map((fidelity) =>
      run(
        fidelity,
        `serviceTime: { exponential: 1s }\ntimeout: 60s\nloadBalancing: ${balancing}\nload: ${load}`,
        '24h',
      ),
    )

  describe.each(['least-connections', 'round-robin', 'random', 'power-of-two'])('%s', (balancing) => {
    test('a day', () => {
      const [mean] = compared(`day, ${balancing}`, ['latency.mean'], day(balancing, DAY))
      expect(mean).toBeLessThan(0.05)
    })

    test('a day with a spike', () => {
      const spike = day(balancing, SPIKE)
      const [served, lost, wait] = compared(
        `day with a spike, ${balancing}`,
        ['requests.served', 'requests.lost', 'requests.waitSecondsMean'],
        spike,
      )
      expect(served).toBeLessThan(0.01)
      expect(lost).toBeLessThan(0.01)
      expect(wait).toBeLessThan(0.05)
      const clears = spike.map((result) => clearedSeconds(result, 12 * 3600, 6.5))
      console.log(`fidelity: day with a spike, ${balancing}: backlog gone at ${clears.join(' and ')} s`)
      expect(Math.abs(clears[0] - clears[1])).toBeLessThanOrEqual(60)
    })
  })

  test('needs to know how long a request takes', () => {
    const text = SMALL.replace('service: {', 'service: { fidelity: requests,')
    expect(problemsOf(text).join()).toContain('fidelity needs a serviceTime')
  })
})
