import { expect, test } from 'vitest'
import { isLabelKey, isLabelValue } from '../../src/model/label-syntax.ts'

const long = (length: number) => 'a'.repeat(length)

test.each([
  ['app', true],
  ['App_1.x', true],
  ['topology.kubernetes.io/zone', true],
  ['node-role.kubernetes.io/', false],
  ['/zone', false],
  ['a/b/c', false],
  ['Upper.io/zone', false],
  ['a..b/zone', false],
  ['', false],
  ['-app', false],
  ['app-', false],
  ['two words', false],
  [long(63), true],
  [long(64), false],
  [`${long(253)}/x`, true],
  [`${long(254)}/x`, false],
])('key "%s": %s', (key, valid) => {
  expect(isLabelKey(key)).toBe(valid)
})

test.each([
  ['', true],
  ['a', true],
  ['10', true],
  ['+10', false],
  ['a/b', false],
  ['_a', false],
  [long(63), true],
  [long(64), false],
])('value "%s": %s', (value, valid) => {
  expect(isLabelValue(value)).toBe(valid)
})
