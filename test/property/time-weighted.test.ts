import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { TimeWeighted } from '../../src/metrics/time-weighted.ts'
import { fromLog } from '../oracle/time-weighted-log.ts'

const BUCKETS = 7
const BUCKET_US = 1_000_000
const END_US = BUCKETS * BUCKET_US

/** Instants often fall on bucket borders and on each other: that is where integrals go wrong. */
const instant = fc.oneof(
  fc.integer({ min: 0, max: END_US }),
  fc.integer({ min: 0, max: BUCKETS }).map((i) => i * BUCKET_US),
)
const log = fc
  .array(fc.record({ atUs: instant, level: fc.integer({ min: 0, max: 1000 }) }), { maxLength: 30 })
  .map((changes) => changes.sort((a, b) => a.atUs - b.atUs))

describe('a time-weighted level', () => {
  test.prop([log])('has the area and the highest level that its log of changes has', (changes) => {
    const fast = new TimeWeighted(BUCKET_US, BUCKETS)
    for (const { atUs, level } of changes) fast.set(atUs, level)
    fast.advance(END_US)
    const slow = fromLog(changes, END_US, BUCKET_US, BUCKETS)
    expect(fast.area).toBeCloseTo(slow.area, 6)
    expect(fast.max).toBe(slow.max)
    for (const [i, area] of slow.bucketArea.entries()) expect(fast.bucketArea[i]).toBeCloseTo(area, 6)
    expect(Array.from(fast.bucketMax)).toEqual(slow.bucketMax)
  })

  test.prop([log, fc.array(instant)])('does not change because somebody looks at it', (changes, looks) => {
    const watched = new TimeWeighted(BUCKET_US, BUCKETS)
    const events = [
      ...changes.map(({ atUs, level }) => ({ atUs, act: () => watched.set(atUs, level) })),
      ...looks.map((atUs) => ({ atUs, act: () => watched.advance(atUs) })),
    ].sort((a, b) => a.atUs - b.atUs)
    for (const { act } of events) act()
    watched.advance(END_US)
    const slow = fromLog(changes, END_US, BUCKET_US, BUCKETS)
    expect(watched.area).toBeCloseTo(slow.area, 6)
    expect(Array.from(watched.bucketMax)).toEqual(slow.bucketMax)
  })

  test.prop([log])('splits its area over the buckets without loss', (changes) => {
    const level = new TimeWeighted(BUCKET_US, BUCKETS)
    for (const change of changes) level.set(change.atUs, change.level)
    level.advance(END_US)
    expect(level.bucketArea.reduce((sum, area) => sum + area, 0)).toBeCloseTo(level.area, 6)
  })
})
