import { describe, expect, test } from 'vitest'
import { NodeImages } from '../../../src/engine/images/node-images.ts'
import type { PodImage } from '../../../src/model/workload.ts'
import { image } from '../../builders/model.ts'

const layered = (name: string, layers: Record<string, number>): PodImage => ({
  name,
  sizeBytes: Object.values(layers).reduce((a, b) => a + b, 0),
  layers: Object.entries(layers).map(([layer, sizeBytes]) => ({ name: layer, sizeBytes })),
})

describe('layers', () => {
  const SHOP = layered('shop', { base: 300, shop: 50 })
  const CART = layered('cart', { base: 300, cart: 20 })

  test('a layer that is there is not pulled again, and counts once on the disk: 300 + 50 + 20', () => {
    const node = new NodeImages()
    expect(node.missingBytes(SHOP)).toBe(350)
    node.keep(SHOP, 0)
    expect(node.missingBytes(CART)).toBe(20)
    node.keep(CART, 0)
    expect(node.bytes).toBe(370)
  })

  test('it stays while an image has it', () => {
    const node = new NodeImages()
    node.keep(SHOP, 0)
    node.keep(CART, 1)
    expect(node.collect(400, 0, (name) => name === 'cart')).toEqual(['shop'])
    expect(node.bytes).toBe(320)
  })
})

describe('the line', () => {
  test('one at a time, in order of asking, nothing twice', () => {
    const node = new NodeImages()
    for (const name of ['a', 'b', 'a']) node.want(image(name, 10))
    expect(node.begin()?.name).toBe('a')
    expect(node.begin()).toBeNull()
    node.want(image('a', 10))
    node.pulling = null
    node.keep(image('a', 10), 0)
    expect(node.begin()?.name).toBe('b')
    node.pulling = null
    expect(node.begin()).toBeNull()
  })
})

describe('a disk of 1000 that is too full', () => {
  const filled = () => {
    const node = new NodeImages()
    for (const [at, name] of ['old', 'middle', 'new'].entries()) node.keep(image(name, 300), at)
    return node
  }

  test.each([
    { other: -50, needed: [], dropped: [], because: '850 is not above 85 %' },
    { other: 0, needed: [], dropped: ['old'], because: '900 is; without the oldest 600 is below 80 %' },
    { other: 201, needed: [], dropped: ['old', 'middle'], because: '801 is still above 80 %' },
    { other: 0, needed: ['old'], dropped: ['middle'], because: 'a pod needs the oldest' },
    { other: 500, needed: ['old', 'middle', 'new'], dropped: [], because: 'all are needed' },
  ])('$other of others, $needed needed: $dropped, $because', ({ other, needed, dropped }) => {
    expect(filled().collect(1000, other, (name) => needed.includes(name))).toEqual(dropped)
  })

  test('the longest unused goes first, not the longest there', () => {
    const node = filled()
    node.released('old', 10)
    expect(node.collect(1000, 0, () => false)).toEqual(['middle'])
  })
})
