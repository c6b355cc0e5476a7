import { expect, test } from 'vitest'
import { combine } from '../../../../src/policies/pod-autoscaler/hpa/combine.ts'
import { limitedByDefault } from '../../../../src/policies/pod-autoscaler/hpa/rates.ts'

const says = (replicas: number) => ({ replicas, measured: 0 })
const SILENT = { error: 'silent' }

test.each([
  ['the highest proposal wins', [says(3), says(7), says(5)], 5, { replicas: 7, metric: 1 }],
  ['the first of equals', [says(4), says(4)], 5, { replicas: 4, metric: 0 }],
  ['a silent metric does not stand in the way of growth', [SILENT, says(7)], 5, { replicas: 7, metric: 1 }],
  ['nor of staying', [SILENT, says(5)], 5, { replicas: 5, metric: 1 }],
  ['but nothing shrinks while it is silent', [SILENT, says(4)], 5, { error: 'silent' }],
  ['all are silent', [SILENT, SILENT], 5, { error: 'silent' }],
  ['zero is a proposal', [says(0)], 5, { replicas: 0, metric: 0 }],
])('%s', (_, proposals, current, expected) => {
  expect(combine(proposals, current)).toEqual(expected)
})

test.each([
  ['double', 10, 50, 20, 'ScaleUpLimit'],
  ['four at once', 1, 50, 4, 'ScaleUpLimit'],
  ['the most', 80, 200, 100, 'TooManyReplicas'],
  ['the fewest', 10, 1, 2, 'TooFewReplicas'],
  ['down at once', 80, 5, 5, 'DesiredWithinRange'],
])('without behavior: %s', (_, current, desired, replicas, reason) => {
  expect(limitedByDefault(current, desired, { min: 2, max: 100 })).toEqual({ replicas, reason })
})
