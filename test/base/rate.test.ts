import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatBandwidth, formatRate, parseBandwidth, parseRate } from '../../src/base/rate.ts'

const anyRate = fc.double({ min: 0, max: 1e15, noNaN: true })

describe('rates', () => {
  test.each([
    ['1200/s', 1_200],
    ['500/min', 500 / 60],
    ['3/h', 3 / 3_600],
    ['10/d', 10 / 86_400],
    ['0.5/s', 0.5],
    ['3/min', 0.05],
    ['0/s', 0],
    ['-2/s', -2],
  ])('%s', (text, perSecond) => {
    expect(parseRate(text)).toBe(perSecond)
    expect(formatRate(perSecond)).toBe(text)
  })

  test.each([
    ['1200', '1200 has no unit', 'write 1200/s, 1200/min or 1200/h'],
    ['1200/m', '"1200/m" is not a rate', 'write it like 1200/s, 500/min, 3/h or 10/d'],
    ['fast', '"fast" is not a rate', 'write it like 1200/s, 500/min, 3/h or 10/d'],
    ['1e999/s', '1e999/s is too large', null],
  ])('refuses %s', (text, message, hint) => {
    expect(() => parseRate(text)).toThrow(expect.objectContaining({ message, hint }))
  })

  test('read back as the same number', () => {
    fc.assert(fc.property(anyRate, (rate) => parseRate(formatRate(rate)) === rate))
  })
})

describe('bandwidths, in bytes per second', () => {
  test.each([
    ['2Gbit/s', 250e6],
    ['500Mbit/s', 62.5e6],
    ['50MiB/s', 52_428_800],
    ['1bit/s', 0.125],
    ['8kbit/s', 1_000],
  ])('%s', (text, bytes) => {
    expect(parseBandwidth(text)).toBe(bytes)
    expect(formatBandwidth(bytes)).toBe(text)
  })

  test('100MB/s is 100 million bytes', () => {
    expect(parseBandwidth('100MB/s')).toBe(100e6)
  })

  test.each([
    ['100', '100 has no unit', 'write 100Mbit/s or 100MB/s'],
    ['2Gbps', '"2Gbps" is not a bandwidth', 'write it like 2Gbit/s, 100MB/s or 50MiB/s'],
    ['50Mi/s', '"50Mi/s" is not a bandwidth', 'write it like 2Gbit/s, 100MB/s or 50MiB/s'],
  ])('refuses %s', (text, message, hint) => {
    expect(() => parseBandwidth(text)).toThrow(expect.objectContaining({ message, hint }))
  })

  test('read back as the same number', () => {
    fc.assert(fc.property(anyRate, (bytes) => parseBandwidth(formatBandwidth(bytes)) === bytes))
  })
})
