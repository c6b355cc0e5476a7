import { describe, expect, test } from 'vitest'
import { load, problemsOf, SMALL } from './loading.ts'

describe('arrivals of a job that follow a curve', () => {
  const jobOf = (arrivals: string, rest = '', parallelism = 1) =>
    SMALL.replace('    replicas: 2\n', '')
      .replace('duration: 1h', 'duration: 24h')
      .replace(/service: .*/, `job: { arrivals: ${arrivals}, duration: 5m, parallelism: ${parallelism} }`) + rest
  const AT = 'test.yaml:12:22 workloads[0].job.arrivals:'

  test.each([
    // 1000/s × 86400 s; 11/s × 86400 s × 11 pods
    [
      '{ daily: { mean: 1000/s, amplitude: 40%, peakAt: "20:00" } }',
      1,
      'about 86400000 submissions; the limit is 1000000',
    ],
    ['11/s', 11, 'about 10454400 pods in all; the limit is 10000000'],
    ['{ repeat: { every: 1s, curve: 1/d } }', 1, null],
  ])('%s with %d pods each', (arrivals, parallelism, says) => {
    expect(problemsOf(jobOf(arrivals, '', parallelism))).toEqual(says === null ? [] : [`${AT} ${says}`])
  })

  test('a curve of more steps than a run may have is not followed to its end', () => {
    const text = jobOf('{ repeat: { every: 1s, curve: 1/d } }').replace('duration: 24h', 'duration: 100d')
    expect(problemsOf(text)).toEqual([`${AT} the curve has more than 5000000 steps`])
  })

  test('a variant that asks for too much is told where it does', () => {
    const variants = 'variants:\n  - name: flood\n    set: { workloads.web.job.arrivals: 1000/s }\n'
    expect(problemsOf(jobOf('1/h', variants))).toEqual([
      'test.yaml:15:40 workloads[0].job.arrivals: about 86400000 submissions; the limit is 1000000',
    ])
    expect(load(jobOf('1/h')).variants).toHaveLength(1)
  })
})
