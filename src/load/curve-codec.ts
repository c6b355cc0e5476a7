import { z } from 'zod'
import { rateField } from '../base/fields.ts'
import { passedOn } from '../base/issue.ts'
import { withJsonForm } from '../base/json-schema.ts'
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
  const codec: z.ZodType<PluginRef, unknown> = z.codec(z.unknown(), z.custom<PluginRef>(), {
    decode(input, context) {
      const bare =
        typeof input === 'number' || (typeof input === 'string' && !plugins().some(({ name }) => name === input))
      if (bare && !BEGINS_A_NUMBER.test(String(input))) return namedCurve(String(input))
      const decoded = z.safeDecode(bare ? constantRate : plugin, input as string, { reportInput: true })
      if (decoded.success) return decoded.data
      context.issues.push(...decoded.error.issues.map((found) => passedOn(found)))
      return z.NEVER
    },
    encode(ref) {
      const name = curveName(ref)
      return name ?? z.encode(ref.name === CONSTANT ? constantRate : plugin, ref)
    },
  })
  const name = { type: 'string', pattern: '^[A-Za-z]', description: 'The name of a curve of `curves`.' }
  return withJsonForm(codec, { name: 'curve', build: (of) => ({ anyOf: [of(rateField()), name, of(plugin)] }) })
}
