import { describe, expect, test } from 'vitest'
import type { VariantResult } from '../../src/results/types.ts'
import { simulate } from '../../src/simulate.ts'
import { load, problemsOf, SMALL } from '../scenario/loading.ts'

/** Ten replicas that answer 10/s per place; `service` says the rest. */
function run(fidelity: string, service: string, duration: string): VariantResult {
  const scenario = load(`apiVersion: simcap/v1
name: fidelity
duration: ${duration}
seriesEvery: 10s
cluster:
  nodePools:
    - { name: general, count: 1, capacity: { cpu: 64, memory: 256Gi } }
workloads:
  - name: shop
    replicas: 10
    requests: { cpu: 1, memory: 1Gi }
    service:
      fidelity: ${fidelity}
      serviceTime: { exponential: 100ms }
${service.replaceAll(/^/gm, '      ')}
`)
  return simulate(scenario, scenario.variants[0])
}

const both = (service: string, duration: string) => {
  const [fluid, requests] = ['fluid', 'requests'].map((fidelity) => run(fidelity, service, duration))
  const figure = ({ services: [{ summary }] }: VariantResult, name: string) => summary[name] ?? Number.NaN
  return (name: string) => [figure(fluid, name), figure(requests, name)] as const
}

/** First step of the series after the spike in which no more is answered than comes. */
function clearedSeconds({ series }: VariantResult): number {
  const served = series.find(({ name, of }) => name === 'served' && of === 'shop')?.values ?? []
  return 10 * served.findIndex((value, step) => step >= 270 && (value ?? 0) < 800)
}

/** How far the requests one by one are from the fluid. */
function compared(title: string, names: readonly string[], of: ReturnType<typeof both>): number[] {
  return names.map((name) => {
    const [fluid, requests] = of(name)
    const off = requests / fluid - 1
    console.log(`fidelity: ${title}: ${name}: fluid ${fluid}, requests ${requests} (${(100 * off).toFixed(2)} %)`)
    return Math.abs(off)
  })
}

describe('fluid and one by one', () => {
  test.each([
    ['random, one place', 'load: 70/s\nloadBalancing: random', 0.05],
    ['power-of-two, one place', 'load: 70/s\nloadBalancing: power-of-two', 0.05],
    ['least-connections, ten places', 'load: 700/s\nconcurrency: 10', 0.05],
    // The fluid has one line for all replicas; lines of their own cost a little more where a replica has one place only.
    ['least-connections, one place', 'load: 70/s', 0.1],
  ])('below saturation: %s', (title, service, tolerance) => {
    const [served, mean, p99, busy] = compared(
      title,
      ['requests.served', 'latency.mean', 'latency.p99', 'utilisation.service.mean'],
      both(service, '1h'),
    )
    expect(served).toBeLessThan(0.01)
    expect(mean).toBeLessThan(tolerance)
    expect(p99).toBeLessThan(0.12)
    expect(busy).toBeLessThan(0.01)
  })

  /** 1,000/s are answered; 1,400/s come for a quarter of an hour, 600/s before and after. */
  const SPIKE =
    'load: { steps: [{ at: 0s, rate: 600/s }, { at: 30m, rate: 1400/s }, { at: 45m, rate: 600/s }] }\nconcurrency: 10\ntimeout: 60s'

  test('a spike: served, lost, and when the backlog is gone', () => {
    const [fluid, requests] = ['fluid', 'requests'].map((fidelity) => run(fidelity, SPIKE, '1h'))
    const summary = (result: VariantResult) => result.services[0].summary
    const of = (name: string) => [summary(fluid)[name] ?? Number.NaN, summary(requests)[name] ?? Number.NaN] as const
    const [served, lost, wait] = compared('spike', ['requests.served', 'requests.lost', 'requests.waitSecondsMean'], of)
    expect(served).toBeLessThan(0.01)
    expect(lost).toBeLessThan(0.01)
    expect(wait).toBeLessThan(0.02)
    const clears = [fluid, requests].map(clearedSeconds)
    console.log(`fidelity: spike: backlog gone after ${clears.join(' and ')} s`)
    expect(Math.abs(clears[0] - clears[1])).toBeLessThanOrEqual(10)
  })

  test('needs to know how long a request takes', () => {
    const text = SMALL.replace('service: {', 'service: { fidelity: requests,')
    expect(problemsOf(text).join()).toContain('fidelity needs a serviceTime')
  })
})
