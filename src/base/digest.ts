import { createHash } from 'node:crypto'
import { pathText } from './problem.ts'

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/**
 * JSON text with one spelling per value: keys by code unit, no spaces, -0 as 0.
 * Throws on what JSON would silently change (NaN, Infinity, undefined, functions), naming the place.
 */
export function canonicalJson(value: unknown): string {
  return write(value, [])
}

function write(value: unknown, path: readonly PropertyKey[]): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value === 0 ? 0 : value)
  if (Array.isArray(value)) return `[${Array.from(value, (item, i) => write(item, [...path, i])).join(',')}]`
  if (isPlain(value)) {
    const keys = Object.keys(value).sort()
    return `{${keys.map((key) => `${JSON.stringify(key)}:${write(value[key], [...path, key])}`).join(',')}}`
  }
  throw new Error(`bug: ${pathText(path) || 'the value'} is ${described(value)}, which JSON cannot hold`)
}

function described(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'object' ? Object.prototype.toString.call(value) : typeof value
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
