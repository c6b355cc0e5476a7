import type { Results } from '../results/types.ts'

export interface PngOptions {
  readonly width?: number
  readonly height?: number
}

export interface PngFile {
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** The report's charts as pictures, one at a time so that a canvas can be freed before the next is made. */
export async function* renderPngs(_results: Results, _options: PngOptions = {}): AsyncIterable<PngFile> {}
