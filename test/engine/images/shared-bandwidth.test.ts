import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SharedBandwidth } from '../../../src/engine/images/shared-bandwidth.ts'

const SECOND = 1_000_000

/** Lets everything end, in order: whose transfer, and when. */
function ends(source: SharedBandwidth): [of: number, seconds: number][] {
  const list: [number, number][] = []
  for (let nextUs = source.nextEndUs; nextUs !== Number.POSITIVE_INFINITY; nextUs = source.nextEndUs) {
    list.push([source.end(nextUs), nextUs / SECOND])
  }
  return list
}

describe('100 bytes/s for each, 150 bytes/s for all', () => {
  test('alone a transfer gets its own bandwidth: 1000 / 100', () => {
    const source = new SharedBandwidth(150, 100)
    source.begin(1, 1000, 0)
    expect(ends(source)).toEqual([[1, 10]])
  })

  test('two share: 75 each until the shorter ends at 300 / 75 = 4 s, then the other has 700 left at 100: 11 s', () => {
    const source = new SharedBandwidth(150, 100)
    source.begin(1, 1000, 0)
    source.begin(2, 300, 0)
    expect(ends(source)).toEqual([
      [2, 4],
      [1, 11],
    ])
  })

  test('who comes later is behind: 500 are done after 5 s, then 75 each; 300 end at 9 s, the last 200 at 11 s', () => {
    const source = new SharedBandwidth(150, 100)
    source.begin(1, 1000, 0)
    source.begin(2, 300, 5 * SECOND)
    expect(ends(source)).toEqual([
      [2, 9],
      [1, 11],
    ])
  })

  test('what is cancelled gives its share back: 75 for 2 s, then 850 at 100', () => {
    const source = new SharedBandwidth(150, 100)
    source.begin(1, 1000, 0)
    source.begin(2, 1000, 0)
    source.cancel(2, 2 * SECOND)
    expect(ends(source)).toEqual([[1, 10.5]])
  })
})

test('without a bound on the source everybody has their own bandwidth', () => {
  const source = new SharedBandwidth(null, 100)
  for (const of of [1, 2, 3]) source.begin(of, 100 * of, 0)
  expect(ends(source)).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ])
})

/** The slow obvious twin: every transfer has its own count of bytes, and time goes on in steps from one event to the next. */
function twin(all: number, each: number, begins: readonly { atUs: number; bytes: number }[]): Map<number, number> {
  const left = new Map<number, number>()
  const endUs = new Map<number, number>()
  let nowUs = 0
  let next = 0
  while (next < begins.length || left.size > 0) {
    const rate = Math.min(each, all / left.size)
    const untilBegin = next < begins.length ? begins[next].atUs - nowUs : Number.POSITIVE_INFINITY
    const untilEnd = left.size === 0 ? Number.POSITIVE_INFINITY : (Math.min(...left.values()) / rate) * 1e6
    const stepUs = Math.min(untilBegin, untilEnd)
    for (const [of, bytes] of left) left.set(of, bytes - (rate * stepUs) / 1e6)
    nowUs += stepUs
    for (const [of, bytes] of left) {
      if (bytes > 1e-6) continue
      left.delete(of)
      endUs.set(of, nowUs)
    }
    if (untilBegin <= untilEnd) left.set(next, begins[next++].bytes)
  }
  return endUs
}

test('transfers end when a twin that counts bytes says so, to a microsecond for each that went before', () => {
  const begin = fc.record({ gapUs: fc.integer({ min: 0, max: 20 * SECOND }), bytes: fc.integer({ min: 1, max: 5000 }) })
  fc.assert(
    fc.property(fc.array(begin, { maxLength: 12 }), fc.integer({ min: 50, max: 400 }), (gaps, all) => {
      const begins: { atUs: number; bytes: number }[] = []
      for (const { gapUs, bytes } of gaps) begins.push({ atUs: (begins.at(-1)?.atUs ?? 0) + gapUs, bytes })
      const source = new SharedBandwidth(all, 100)
      const ended = new Map<number, number>()
      const endUntil = (us: number) => {
        for (
          let nextUs = source.nextEndUs;
          nextUs <= us && nextUs !== Number.POSITIVE_INFINITY;
          nextUs = source.nextEndUs
        )
          ended.set(source.end(nextUs), nextUs)
      }
      begins.forEach(({ atUs: us, bytes }, of) => {
        endUntil(us)
        source.begin(of, bytes, us)
      })
      endUntil(Number.MAX_SAFE_INTEGER)
      for (const [of, us] of twin(all, 100, begins))
        expect(Math.abs((ended.get(of) ?? 0) - us)).toBeLessThan(2 + begins.length * 2)
    }),
  )
})
