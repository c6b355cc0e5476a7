import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { LAG_PARTS, lagParts, newPath, type PodPath } from '../../../src/metrics/lag/lag-parts.ts'
import { KEPT_EPISODES, ServiceLag } from '../../../src/metrics/lag/service-lag.ts'
import { firstSeenUs, PRESENT_INSTANT } from '../../../src/model/metrics-pipeline.ts'

const named = (partsUs: Float64Array) =>
  Object.fromEntries(LAG_PARTS.flatMap((part, p) => (partsUs[p] === 0 ? [] : [[part, partsUs[p]]])))
const path = (createdUs: number, rest: Partial<PodPath>): PodPath => ({ ...newPath(createdUs), ...rest })
const started = { startingUs: 60, loadingUs: 70, warmingUs: 80 }

describe('a shortage from 10 to 100 that can be seen at 15', () => {
  test.each([
    { name: 'no pod', of: null, parts: { metric: 5, decision: 85 } },
    { name: 'ordered before it was seen', of: path(12, {}), parts: { metric: 2, pending: 88 } },
    { name: 'ordered before it began', of: path(3, { boundUs: 8 }), parts: { pulling: 90 } },
    {
      name: 'on a node that was there',
      of: path(20, { boundUs: 50, ...started }),
      parts: { metric: 5, decision: 5, pending: 30, pulling: 10, starting: 10, loading: 10, warming: 20 },
    },
    {
      name: 'on a node ordered for it',
      of: path(20, { boundUs: 50, boot: { orderedUs: 25, readyUs: 48 }, ...started }),
      parts: { metric: 5, decision: 5, pending: 7, boot: 23, pulling: 10, starting: 10, loading: 10, warming: 20 },
    },
    {
      name: 'on a node that was on its way already',
      of: path(20, { boundUs: 50, boot: { orderedUs: 1, readyUs: 50 }, ...started }),
      parts: { metric: 5, decision: 5, boot: 30, pulling: 10, starting: 10, loading: 10, warming: 20 },
    },
    {
      name: 'on a node that came long before',
      of: path(20, { boundUs: 20, boot: { orderedUs: 1, readyUs: 15 }, ...started }),
      parts: { metric: 5, decision: 5, pulling: 40, starting: 10, loading: 10, warming: 20 },
    },
  ])('$name', ({ of, parts }) => {
    expect(named(lagParts(10, 100, 15, of))).toEqual(parts)
  })
})

const instant = fc.integer({ min: 0, max: 200 })

property.prop([fc.array(instant, { minLength: 10, maxLength: 10 })])('parts add up and none is negative', (us) => {
  const [a, b, seenUs, orderedUs, readyUs, ...stages] = us
  const [createdUs, boundUs, startingUs, loadingUs, warmingUs] = stages.sort((x, y) => x - y)
  const boot = { orderedUs: Math.min(orderedUs, readyUs), readyUs: Math.max(orderedUs, readyUs) }
  const [fromUs, toUs] = [Math.min(a, b), Math.max(a, b)]
  const parts = lagParts(fromUs, toUs, seenUs, { createdUs, boundUs, startingUs, loadingUs, warmingUs, boot })
  expect(parts.every((part) => part >= 0)).toBe(true)
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(toUs - fromUs)
})

test('levels that last no time neither begin nor end a shortage', () => {
  const lag = new ServiceLag(PRESENT_INSTANT)
  lag.levels(0, 5, 0)
  lag.levels(0, 5, 10)
  lag.levels(100, 20, 10)
  lag.levels(200, 20, 30)
  lag.levels(200, 20, 10)
  lag.levels(300, 20, 30)
  lag.close(400)
  expect(lag.longest).toMatchObject([{ fromUs: 100, toUs: 300 }])
})

test('a killed container holds its service up by back-off and start', () => {
  const lag = new ServiceLag(PRESENT_INSTANT)
  lag.levels(0, 10, 10)
  lag.restarted(1, 50)
  lag.levels(50, 10, 0)
  for (const [stage, us] of [
    ['starting', 60],
    ['loading', 75],
    ['warming', 75],
    ['ready', 80],
  ] as const)
    lag.reached(1, stage, us)
  lag.levels(80, 10, 10)
  lag.close(100)
  const [{ partsUs, recovered }] = lag.longest
  expect(recovered).toBe(true)
  expect(named(partsUs)).toEqual({ pulling: 10, starting: 15, warming: 5 })
})

test('of very many episodes all are counted and the longest kept', () => {
  const lag = new ServiceLag(PRESENT_INSTANT)
  const episodes = 5 * KEPT_EPISODES
  for (let i = 0; i < episodes; i++) {
    lag.levels(i * 1000, 2, 1)
    lag.levels(i * 1000 + 1 + i, 1, 1)
  }
  lag.close(episodes * 1000)
  expect(lag.episodes).toBe(episodes)
  expect(lag.longest).toHaveLength(KEPT_EPISODES)
  expect(lag.longest[0]).toMatchObject({ fromUs: (episodes - KEPT_EPISODES) * 1000 })
})

test.each([
  { pipeline: { scrapeUs: 0, windowUs: 0, delayUs: 3 }, sinceUs: 7, seenUs: 10, because: 'it is read when asked' },
  { pipeline: { scrapeUs: 10, windowUs: 0, delayUs: 3 }, sinceUs: 20, seenUs: 23, because: 'the reading of 20' },
  { pipeline: { scrapeUs: 10, windowUs: 5, delayUs: 3 }, sinceUs: 20, seenUs: 33, because: 'that mean knows nothing' },
  { pipeline: { scrapeUs: 10, windowUs: 5, delayUs: 3 }, sinceUs: 21, seenUs: 33, because: 'the reading of 30' },
])('a level from $sinceUs on is seen at $seenUs: $because', ({ pipeline, sinceUs, seenUs }) => {
  expect(firstSeenUs(pipeline, sinceUs)).toBe(seenUs)
})
