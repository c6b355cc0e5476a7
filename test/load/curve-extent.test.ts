import { describe, expect, test } from 'vitest'
import { curveExtent } from '../../src/load/curve-extent.ts'
import { HOUR, SECOND } from '../builders/amounts.ts'
import { readDocument } from './curve-of.ts'

const AXIS = { durationUs: 24 * HOUR, startEpochMs: null, startOfDayUs: 0, startOfWeekUs: 0 }
const RAMP = { ramp: { from: '0/s', to: '10/s', end: '24h' } }

const extentOf = (document: unknown, resolutionUs: number, pointsMax: number) =>
  curveExtent(readDocument(document, { axis: AXIS }).ref, AXIS, resolutionUs, pointsMax)

describe('how much a curve asks of 24 h', () => {
  test.each([
    { document: '2/s', total: 172_800, points: 1, because: '2/s × 86400 s, one stretch' },
    { document: { steps: [{ at: '12h', rate: '2/s' }] }, total: 86_400, points: 2, because: '2/s × 43200 s' },
    { document: RAMP, total: 432_000, points: 5760, because: '10/s × 86400 s / 2, read every 15 s' },
  ])('$because', ({ document, total, points }) => {
    const extent = extentOf(document, 15 * SECOND, 1_000_000)
    expect(extent.total).toBeCloseTo(total, 6)
    expect(extent.points).toBe(points)
  })

  test('points are those of the resolution, although far fewer are read', () => {
    const extent = extentOf(RAMP, SECOND / 100, 100_000_000)
    expect(extent.total).toBeCloseTo(432_000, 6)
    expect(extent.points).toBe(8_640_000)
  })

  test('counting ends above the bound', () => {
    expect(extentOf({ repeat: { every: '1s', curve: '1/s' } }, SECOND, 100).points).toBe(101)
  })
})
