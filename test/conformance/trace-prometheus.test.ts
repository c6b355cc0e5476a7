import { expect, it } from 'vitest'
import { readPrometheus } from '../../src/load/prometheus-samples.ts'
import { traceText } from './trace-data.ts'

const FILE = 'k8s/17_investigate_correct_date_execute_prometheus_range_query.txt'

interface RangeAnswer {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>
      readonly values: readonly (readonly [number, string])[]
    }[]
  }
}

const recorded = traceText(FILE)

it.skipIf(recorded === null)('every series of a real range query is read value by value', () => {
  // The tool that recorded the answer put two lines of its own before it.
  const text = (recorded ?? '').split('\n').slice(2).join('\n')
  const { result } = (JSON.parse(text) as RangeAnswer).data
  for (const { metric, values } of result) {
    const { samples, notes, problems } = readPrometheus(FILE, text, { labels: metric, several: 'refuse' })
    expect(problems).toEqual([])
    expect(notes).toEqual([])
    expect([...(samples?.stampsUs ?? [])]).toEqual(values.map(([seconds]) => seconds * 1e6))
    expect([...(samples?.values ?? [])]).toEqual(values.map(([, value]) => Number(value)))
    expect(samples?.stepUs).toBe(60e6)
  }
  const sum = readPrometheus(FILE, text, { labels: {}, several: 'sum' }).samples?.values ?? []
  // CPU time of a node by mode: the modes together are no more than all of it.
  for (const share of sum) expect(Math.abs(share - 1)).toBeLessThan(0.05)
  console.log(`conformance: ${result.length} series of ${FILE}`)
})
