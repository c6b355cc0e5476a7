import { expect, test } from 'vitest'
import { assert } from '../../src/base/assert.ts'
import { pathText } from '../../src/base/problem.ts'

test.each([
  [[], ''],
  [['workloads', 0, 'requests', 'memory'], 'workloads[0].requests.memory'],
  [['requests', 'nvidia.com/gpu'], 'requests["nvidia.com/gpu"]'],
  [['curves', 'peak-load', 'sum', 2], 'curves.peak-load.sum[2]'],
  [['', 'a'], '[""].a'],
] as const)('the path %j', (path, text) => {
  expect(pathText(path)).toBe(text)
})

test('assert names a bug', () => {
  expect(() => assert(false, 'the heap is out of order')).toThrow('bug: the heap is out of order')
  expect(() => assert(true, 'never seen')).not.toThrow()
})
