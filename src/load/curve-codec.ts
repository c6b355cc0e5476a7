import { z } from 'zod'
import { rateField } from '../base/fields.ts'
import { pluginField } from '../base/plugin-field.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import type { CurvePlugin } from './types.ts'

/** Name of a reference to a curve of the scenario's `curves:`, whose name is its `options`; never the name of a plugin. */
const NAMED = '$curve'

/** A text that begins like this is meant to be a rate. */
const BEGINS_A_NUMBER = /^[+-]?\.?\d/

const CONSTANT = 'constant'

const constantRate = z.codec(rateField(), z.custom<PluginRef>(), {
  decode: (perSecond) => ({ name: CONSTANT, options: perSecond }),
  encode: (ref) => ref.options as number,
})

export function namedCurve(name: string): PluginRef {
  return { name: NAMED, options: name }
}

/** The name of the curve that a reference stands for; null when the reference is a curve itself. */
export function curveName(ref: PluginRef): string | null {
  return ref.name === NAMED ? String(ref.options) : null
}

/**
 * A curve as a scenario writes it: a plugin (`{ daily: { … } }`), a bare rate (`100/s`, a constant), or the name of a curve
 * of the scenario's `curves:` (names begin with a letter), which stays a reference until `resolveCurveRefs`.
 */
export function curveCodec(plugins: () => readonly CurvePlugin[]): z.ZodType<PluginRef, unknown> {
  const plugin = pluginField('load curve', plugins)
  return z.codec(z.unknown(), z.custom<PluginRef>(), {
    decode(input, context) {
      const bare = typeof input === 'number' || (typeof input === 'string' && !plugins().some(({ name }) => name === input))
      if (bare && !BEGINS_A_NUMBER.test(String(input))) return namedCurve(String(input))
      const decoded = bare ? z.safeDecode(constantRate, input) : z.safeDecode(plugin, input)
      if (decoded.success) return decoded.data
      for (const found of decoded.error.issues) context.issues.push({ ...found, input } as z.core.$ZodRawIssue)
      return z.NEVER
    },
    encode(ref) {
      const name = curveName(ref)
      if (name !== null) return name
      return z.encode(ref.name === CONSTANT ? constantRate : plugin, ref)
    },
  })
}
