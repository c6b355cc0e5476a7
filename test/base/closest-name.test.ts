import { describe, expect, test } from 'vitest'
import { closestName, closestNameHint } from '../../src/base/closest-name.ts'

const POLICIES = ['random', 'first-fit', 'least-allocated', 'most-allocated']

describe('closestName', () => {
  test.each([
    ['least-alocated', POLICIES, 'least-allocated'],
    ['LeastAllocated', POLICIES, 'least-allocated'], // case apart, one hyphen away
    ['mostalocated', POLICIES, 'most-allocated'],
    ['rnd', ['random', 'and'], 'and'],
    ['cuont', ['count', 'cpu'], 'count'],
    ['binpack', POLICIES, null],
    ['ab', ['cd', 'ef'], null], // two letters away of two is not near
    ['b', ['a', 'c'], null],
    ['aa', ['ab', 'ac'], 'ab'], // the first of equals
    ['sed', ['set', 'seed'], 'seed'], // a letter left out, not a wrong one
    ['x', [], null],
  ])('%s', (wanted, names, closest) => {
    expect(closestName(wanted, names)).toBe(closest)
  })
})

test('the hint names the nearest first, then all in order', () => {
  expect(closestNameHint('frist-fit', POLICIES)).toBe(
    'did you mean "first-fit"? all: first-fit, least-allocated, most-allocated, random',
  )
  expect(closestNameHint('binpack', ['b', 'a', 'b'])).toBe('all: a, b')
})
