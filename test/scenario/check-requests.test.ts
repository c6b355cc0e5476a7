import { expect, test } from 'vitest'
import { problemsOf } from './loading.ts'

const text = (workloads: string, rest = '') => `apiVersion: simcap/v1
name: many
duration: 1h
${rest}cluster:
  nodePools: [{ name: general, count: 1, capacity: { cpu: 8, memory: 32Gi } }]
workloads:
${workloads}`

const workload = (name: string, kind: 'service' | 'function', said: string) =>
  `  - { name: ${name}, requests: { cpu: 1 }, ${kind}: { serviceTime: 1ms, ${said} } }\n`

const counted = (perSecond: number) => workload('web', 'service', `load: ${perSecond}/s, fidelity: requests`)
// 100/s × 3,600 s, each with three calls
const called =
  workload('front', 'service', 'load: 100/s, calls: [{ service: back, perRequest: 3 }]') +
  workload('back', 'service', 'load: 20/s, fidelity: requests')

test.each([
  ['100/s × 3,600 s', counted(100), 360_000],
  ['(100/s × 3 + 20/s) × 3,600 s', called, 1_152_000],
  ['a function: 50/s × 3,600 s', workload('f', 'function', 'load: 50/s'), 180_000],
  ['two variants', `${counted(100)}variants: [{ name: one }, { name: two }]\n`, 720_000],
])('%s', (_, workloads, requests) => {
  expect(problemsOf(text(workloads, `maxRequests: ${requests}\n`))).toEqual([])
  const problems = problemsOf(text(workloads, `maxRequests: ${requests - 1}\n`))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(
    `about ${Number(requests.toPrecision(3))} requests are reckoned with one by one, in all variants together; the limit is ${requests - 1}`,
  )
})

test('100 million are the limit where none is said, and a fluid has none', () => {
  // 100 million / 3,600 s = 27,777.8/s
  expect(problemsOf(text(counted(27_777)))).toEqual([])
  expect(problemsOf(text(counted(27_778)))[0]).toMatch(/workloads\[0\]\.service\.fidelity: about 100000000 requests/)
  expect(problemsOf(text(workload('web', 'service', 'load: 1000000/s')))).toEqual([])
})
