import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { type PngFile, renderPngs } from '../../src/report/png.ts'
import { fontFiles, pngText } from '../../src/report/png-text.ts'
import { wrapped } from '../../src/report/wrapped.ts'
import { sampleResults } from './sample-results.ts'

interface Canvas {
  getContext(kind: '2d'): {
    drawImage(image: unknown, x: number, y: number): void
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray }
  }
}
const canvasLibrary = createRequire(import.meta.url)('@napi-rs/canvas') as {
  createCanvas(width: number, height: number): Canvas
  loadImage(bytes: Uint8Array): Promise<{ readonly width: number; readonly height: number }>
}

async function all(pngs: AsyncIterable<PngFile>): Promise<PngFile[]> {
  const files: PngFile[] = []
  for await (const file of pngs) files.push(file)
  return files
}

async function pixels(bytes: Uint8Array) {
  const image = await canvasLibrary.loadImage(bytes)
  const context = canvasLibrary.createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  return { width: image.width, height: image.height, data }
}

describe('pictures', () => {
  test('are numbered, twice the asked size, on white, with text above and a source line below', async () => {
    const files = await all(renderPngs(sampleResults({ buckets: 60, services: ['web'], jobs: [] })))
    expect(files.length).toBeGreaterThanOrEqual(8)
    for (const { fileName, bytes } of files) {
      expect(fileName).toMatch(/^\d\d-[a-z-]+\.png$/)
      const { width, height, data } = await pixels(bytes)
      expect(width).toBe(2400)
      expect(Array.from(data.subarray(0, 4))).toEqual([255, 255, 255, 255])
      const inked = (from: number, to: number): number => {
        let count = 0
        for (let at = from * width * 4; at < to * width * 4; at += 4) if ((data[at] ?? 255) < 200) count++
        return count
      }
      expect(inked(40, 120), `${fileName} title`).toBeGreaterThan(500)
      expect(inked(height - 70, height - 20), `${fileName} source`).toBeGreaterThan(300)
      expect(inked(300, height - 120), `${fileName} chart`).toBeGreaterThan(1000)
    }
  })

  test('are the same bytes again, whoever draws which of them', async () => {
    const results = sampleResults({ buckets: 30, services: ['web'], jobs: [], variants: ['a', 'b'] })
    const once = await all(renderPngs(results))
    const shares = await Promise.all([0, 1, 2].map((first) => all(renderPngs(results, { share: { first, every: 3 } }))))
    const again = shares.flat().sort((a, b) => (a.fileName < b.fileName ? -1 : 1))
    const text = ({ fileName, bytes }: PngFile): string => `${fileName} ${Buffer.from(bytes).toString('base64')}`
    expect(again.map(text)).toEqual(once.map(text))
    expect(Math.max(...shares.map(({ length }) => length))).toBeLessThanOrEqual(Math.ceil(once.length / 3))
  })

  test('have the size that is asked for', async () => {
    const [first] = await all(renderPngs(sampleResults({ buckets: 30, variants: ['a'] }), { width: 600, height: 400 }))
    const { width, height } = await canvasLibrary.loadImage(first?.bytes ?? new Uint8Array())
    expect([width, height]).toEqual([1200, 800])
  })
})

test('the fonts are files of the package, in two weights', () => {
  expect(fontFiles().map((file) => file.weight)).toEqual(['400', '700', '400', '700', '400', '700', '400', '700'])
})

test('characters without a glyph are written with what there is', () => {
  expect(pngText('1\u202f000 ≥ 5 ≈ ≤')).toBe('1\u2009000 >= 5 ~ <=')
})

test('lines break between words and never within', () => {
  expect(wrapped('aa bb cccccc d', 5, (line) => line.length)).toEqual(['aa bb', 'cccccc', 'd'])
})
