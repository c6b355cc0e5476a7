import { expect, test } from 'vitest'
import { PodSample } from '../../src/metrics/pod-sample.ts'
import { podRecords } from '../../src/results/pod-records.ts'

test('keeps when a pod reached each stage, and where', () => {
  const sample = new PodSample()
  sample.add(7, 1, 1e6)
  sample.bound(7, 'general-0', 3e6)
  sample.reached(7, 'ready', 9e6)
  sample.reached(7, 'gone', 20e6)
  sample.reached(7, 'ready', 30e6) // another pod's by now
  expect(podRecords(sample, ['a', 'b'])).toEqual([
    { workload: 'b', number: 0, node: 'general-0', atSeconds: [1, 3, null, null, null, 9, null, 20] },
  ])
})

test.each([
  { pods: 240, kept: 240, stride: 1 },
  { pods: 241, kept: 121, stride: 2 },
  { pods: 1000, kept: 125, stride: 8 },
])('of $pods pods keeps $kept, evenly', ({ pods, kept, stride }) => {
  const sample = new PodSample()
  for (let pod = 0; pod < pods; pod++) sample.add(pod, 0, pod)
  const numbers = podRecords(sample, ['a']).map(({ number }) => number)
  expect(numbers).toEqual(Array.from({ length: kept }, (_, i) => i * stride))
})

test('a table row that another pod took over is not the old one', () => {
  const sample = new PodSample()
  sample.add(0, 0, 0)
  sample.add(0, 0, 5)
  sample.reached(0, 'ready', 9)
  expect(sample.kept.map(({ pod }) => pod.atUs[5])).toEqual([-1, 9])
})
