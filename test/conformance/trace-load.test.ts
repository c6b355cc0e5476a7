import { describe, expect, it } from 'vitest'
import { US_PER_DAY, US_PER_SECOND } from '../../src/base/time.ts'
import { readSamples } from '../../src/load/csv-samples.ts'
import { curveOf, jumpsOf, readDocument } from '../load/curve-of.ts'
import { traceStats, traceText } from './trace-data.ts'

interface SeriesStats {
  readonly rows: number
  readonly first: string
  readonly last: string
  readonly stepSecondsMode: number
  readonly mean: number
  readonly p95: number
  readonly max: number
  readonly min: number
}

const ELB = 'elb_request_count_8c0756.csv'
const FILES = [ELB, 'ec2_cpu_utilization_5f5533.csv']
const texts = Object.fromEntries(FILES.map((file) => [file, traceText(`load/${file}`)]))

const epochUs = (utc: string) => Date.parse(`${utc.replace(' ', 'T')}Z`) * 1000
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

/** Linear between the neighbours, as the reference statistics have it. */
function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Array.from(values).sort((a, b) => a - b)
  const position = share * (sorted.length - 1)
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below)
}

for (const file of FILES) {
  const text = texts[file]
  describe.skipIf(text === null)(file, () => {
    const stats = text === null ? null : traceStats<Record<string, SeriesStats>>('nab')[file]
    const read = readSamples(file, text ?? '', { time: 'timestamp', value: 'value' }, 'mean')

    it('has the rows, stamps and statistics of the reference', () => {
      const { samples, notes, problems } = read
      expect(problems).toEqual([])
      expect(samples?.values.length).toBe(stats?.rows)
      expect(samples?.stampsUs[0]).toBe(epochUs(stats?.first ?? ''))
      expect(samples?.stampsUs.at(-1)).toBe(epochUs(stats?.last ?? ''))
      expect(samples?.stepUs).toBe((stats?.stepSecondsMode ?? 0) * US_PER_SECOND)
      const values = samples?.values ?? []
      expect(mean(values)).toBeCloseTo(stats?.mean ?? 0, 9)
      expect(percentile(values, 0.95)).toBeCloseTo(stats?.p95 ?? 0, 9)
      expect(Math.max(...Array.from(values))).toBe(stats?.max)
      expect(Math.min(...Array.from(values))).toBe(stats?.min)
      console.log(`${file}: ${values.length} rows; ${notes.map((note) => note.text).join('; ') || 'nothing odd'}`)
    })

    it('becomes a curve that holds every row: its area is the sum of value times step', () => {
      const around = { texts: { [file]: text ?? '' }, axis: { durationUs: 15 * US_PER_DAY } }
      const document = { csv: { file, per: '5m', gaps: 'zero' } }
      const curve = curveOf(document, around)
      let total = 0
      let fromUs = 0
      for (const jumpUs of jumpsOf(curve, 0, 10_000)) {
        if (jumpUs < Infinity) total += (curve.ratePerSecond(fromUs) * (jumpUs - fromUs)) / US_PER_SECOND
        fromUs = jumpUs
      }
      // Counts per five minutes, each held for five minutes: all requests of the file, none twice, none lost.
      const requests = (stats?.mean ?? 0) * (stats?.rows ?? 0)
      expect(total / requests).toBeCloseTo(1, 10)
      console.log(`${file}: ${Math.round(total)} is the sum of all values under the curve`)
    })
  })
}

it.skipIf(texts[ELB] === null)(`${ELB}: the missing rows are reported with their lines`, () => {
  const around = { texts: { [ELB]: texts[ELB] ?? '' }, axis: { durationUs: 14 * US_PER_DAY } }
  const { notes } = readDocument({ csv: { file: ELB, per: '5m' } }, around)
  expect(notes).toEqual([
    {
      about: `${ELB}:140`,
      text: '8 × gap longer than the usual step of 5m: line 140 (10m), line 909 (10m), line 1152 (10m), line 1787 (10m), line 1858 (10m) and 3 more',
    },
  ])
})
