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

describe('what the clock alone makes happen, in all variants together', () => {
  const AT = 'test.yaml:3:11 duration: in all variants together,'
  const scaled = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `  - { name: v${i}, podAutoscaling: { target-utilisation: { target: 60% } } }\n`,
    )
  const of = (duration: string, load: string, variants: readonly string[]) =>
    `${SMALL.replace('1h', duration).replace('load: 100/s', `load: ${load}`)}resolution: 1m\nvariants:\n${variants.join('')}`

  test.each([
    // 1000 d = 86400000 s: 4 × 86400000 / 15 looks, 4 loads that never change
    ['1000d', '100/s', 4, null],
    // 2000 d = 172800000 s: 4 × 172800000 / 15 looks
    ['2000d', '100/s', 4, 'loads change at least 4 times and autoscalers look 46080000 times'],
    // 2000 d = 2880000 min: as many steps of each curve as minutes; 3 × 172800000 / 15 looks
    [
      '2000d',
      '{ ramp: { from: 0/s, to: 100/s, end: 1h } }',
      3,
      'loads change at least 8640000 times and autoscalers look 34560000 times',
    ],
  ])('%s of %s in %d variants', (duration, curve, count, says) => {
    const problems = problemsOf(of(duration, curve, scaled(count)))
    expect(problems).toEqual(says === null ? [] : [`${AT} ${says}; the limit is 40000000`])
  })

  test('a curve that never rests is not followed to its end', () => {
    const text = of('3000d', '{ repeat: { every: 1s, curve: 1/d } }', ['  - { name: a }\n', '  - { name: b }\n'])
    expect(problemsOf(text)).toEqual([
      `${AT} loads change at least 40000001 times and autoscalers look 0 times; the limit is 40000000`,
    ])
  })
})
