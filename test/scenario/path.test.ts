import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { pathText } from '../../src/base/problem.ts'
import { parsePath } from '../../src/scenario/path.ts'

const PATHS: readonly (readonly [text: string, path: readonly (string | number)[] | null])[] = [
  ['seed', ['seed']],
  ['workloads[0].replicas', ['workloads', 0, 'replicas']],
  ['workloads.checkout.replicas', ['workloads', 'checkout', 'replicas']],
  ['cluster.nodePools[general].count', ['cluster', 'nodePools', 'general', 'count']],
  ['capacity["nvidia.com/gpu"]', ['capacity', 'nvidia.com/gpu']],
  ['capacity.nvidia.com/gpu', ['capacity', 'nvidia', 'com/gpu']],
  ['labels["a\\"b"]', ['labels', 'a"b']],
  ['', null],
  ['.a', null],
  ['a..b', null],
  ['a.', null],
  ['a[', null],
  ['a[]', null],
  ['a["b]', null],
]

test.each(PATHS)('%s', (text, path) => {
  expect(parsePath(text)).toEqual(path)
})

const segment = fc.oneof(fc.nat(), fc.string({ minLength: 1 }))

property.prop([fc.string({ minLength: 1 }), fc.array(segment)])(
  'what problems print can be read back',
  (first, rest) => {
    const path = [first, ...rest]
    expect(parsePath(pathText(path))).toEqual(path)
  },
)
