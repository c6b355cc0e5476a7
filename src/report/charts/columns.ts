import type { Values } from './values.ts'

/** Bytes of one number: single precision holds the six digits that series have. */
const WIDTH = 4

/**
 * Series as bytes that compress well: each number's bits against those of the number before it, first the highest byte of all, then the
 * next, so that what stands still is zeros. Unknown values are NaN.
 */
export function packedColumns(columns: readonly Values[]): Uint8Array {
  const parts = columns.map(packed)
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function packed(values: Values): Uint8Array {
  const bits = new Uint32Array(Float32Array.from(values, (value) => value ?? Number.NaN).buffer)
  const bytes = new Uint8Array(bits.length * WIDTH)
  let before = 0
  bits.forEach((now, i) => {
    const change = (now ^ before) >>> 0
    before = now
    for (let plane = 0; plane < WIDTH; plane++) bytes[plane * bits.length + i] = (change >>> (24 - 8 * plane)) & 255
  })
  return bytes
}

/** The columns again, by their lengths. */
export function unpackedColumns(bytes: Uint8Array, lengths: readonly number[]): Float64Array[] {
  let at = 0
  return lengths.map((length) => {
    const part = bytes.subarray(at, at + length * WIDTH)
    at += length * WIDTH
    return unpacked(part, length)
  })
}

function unpacked(bytes: Uint8Array, length: number): Float64Array {
  const bits = new Uint32Array(length)
  let before = 0
  for (let i = 0; i < length; i++) {
    let change = 0
    for (let plane = 0; plane < WIDTH; plane++) change = (change << 8) | bytes[plane * length + i]
    before = (before ^ change) >>> 0
    bits[i] = before
  }
  return Float64Array.from(new Float32Array(bits.buffer), (value) => Number(value.toPrecision(6)))
}
