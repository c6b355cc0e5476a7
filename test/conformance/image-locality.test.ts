import { describe, expect, test } from 'vitest'
import { taggedImageName } from '../../src/model/image-name.ts'
import type { ScorePlugin } from '../../src/policies/placement/types.ts'
import { imageLocality } from '../../src/policies/score/image-locality.ts'
import { clusterOf, scoresOf } from './cluster-of.ts'
import type { VectorNode } from './vector-shapes.ts'
import { conform, vectors } from './vectors.ts'

interface ImageFile {
  readonly cases: readonly {
    readonly name: string
    readonly containerImages: readonly string[]
    readonly initContainerImages?: readonly string[]
    readonly nodes: readonly VectorNode[]
    readonly expected: Readonly<Record<string, number>>
  }[]
  readonly normalizeImageName: readonly { readonly input: string; readonly output: string }[]
}

const file = vectors<ImageFile>('image_locality.json')

describe('ImageLocality', () => {
  conform('image_locality.json', file?.cases, ({ containerImages, initContainerImages = [], nodes, expected }) => {
    const sizes = new Map<string, number>()
    for (const { names, sizeBytes } of nodes.flatMap(({ images = [] }) => images)) {
      for (const name of names) sizes.set(name, Number(sizeBytes))
    }
    const images = [...initContainerImages, ...containerImages]
      .map(taggedImageName)
      .map((name) => ({ name, sizeBytes: sizes.get(name) ?? 0 }))
    const scores = scoresOf(clusterOf({ nodes, pod: { images } }), imageLocality as ScorePlugin)
    expect(scores).toEqual(new Map(Object.entries(expected)))
  })

  test.each(file?.normalizeImageName ?? [])('$input is $output', ({ input, output }) => {
    expect(taggedImageName(input)).toBe(output)
  })
})
