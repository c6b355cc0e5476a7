import { assert } from '../base/assert.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import { CURVES } from './registry.ts'
import type { Curve, CurveContext } from './types.ts'

/** Makes the curve that a resolved reference describes. Nested curves draw from streams of their own. */
export function buildCurve(ref: PluginRef, parts: Omit<CurveContext, 'build'>): Curve {
  const plugin = CURVES.find(({ name }) => name === ref.name)
  assert(plugin !== undefined, `no curve plugin "${ref.name}": names are resolved before a curve is built`)
  let children = 0
  const build = (child: PluginRef): Curve => {
    const prefix = `${children}/`
    children += 1
    return buildCurve(child, { ...parts, stream: (name) => parts.stream(prefix + name) })
  }
  return plugin.build(ref.options, { ...parts, build }, ref.data)
}
