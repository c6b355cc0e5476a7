import { expect, test } from 'vitest'
import { simulate } from '../../src/simulate.ts'
import { loadShipped } from '../golden/shipped-scenarios.ts'

/** Of the placement policy `fgd`, which draws nothing itself. */
function eventsUnder(seed: number, loadedWith: number) {
  const scenario = { ...loadShipped('gpu-sharing-openb', String(loadedWith)), seed }
  const variant = scenario.variants.find(({ name }) => name === 'fgd')
  if (variant === undefined) throw new Error('fgd is there')
  const { summary, jobs } = simulate(scenario, variant, { detailed: false })
  return { summary, jobs }
}

test('every seed fills the cluster in an order of its own, whichever seed the scenario was read with', () => {
  const second = eventsUnder(2, 1)
  expect(second).toEqual(eventsUnder(2, 2))
  expect(second.summary).not.toEqual(eventsUnder(1, 1).summary)
})
