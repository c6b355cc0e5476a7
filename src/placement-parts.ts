import { assert } from './base/assert.ts'
import type { PlacementParts } from './engine/placement/prepared-pod.ts'
import type { PluginRef } from './model/plugin-ref.ts'
import { DEVICE_RULES } from './policies/device/registry.ts'
import { FILTERS } from './policies/filter/registry.ts'
import { PLACEMENTS } from './policies/placement/registry.ts'
import type { DevicePlugin, FilterPlugin, PluginUse, Profile, ScorePlugin } from './policies/placement/types.ts'
import { SCORES } from './policies/score/registry.ts'

/** The profile that a placement policy stands for. */
export function profileOf(ref: PluginRef): Profile {
  const plugin = PLACEMENTS.find(({ name }) => name === ref.name)
  assert(plugin !== undefined, `no placement policy "${ref.name}": names are checked before anything runs`)
  return plugin.profile(ref.options)
}

/** Devices are there or not, whatever filters a profile names. */
const ALWAYS: PluginUse = { plugin: 'GpuDevices' }

/** A profile with its names looked up; a plugin without options gets its defaults. */
export function placementParts({ filters, scores, ties, percentageOfNodesToScore }: Profile): PlacementParts {
  const named = filters?.some(({ plugin }) => plugin === ALWAYS.plugin) === false ? [...filters, ALWAYS] : filters
  return {
    filters: (named ?? FILTERS.map(({ name }) => ({ plugin: name }))).map((use) => used<FilterPlugin>(FILTERS, use)),
    scores: scores.map((use) => ({ ...used<ScorePlugin>(SCORES, use), weight: use.weight })),
    ties,
    percentageOfNodesToScore: percentageOfNodesToScore ?? 100,
  }
}

/** By which rule pods get devices of their node. */
export function deviceRuleOf({ devices = 'best-fit' }: Profile): DevicePlugin {
  const plugin = DEVICE_RULES.find(({ name }) => name === devices)
  assert(plugin !== undefined, `no device rule "${devices}": profiles name what there is`)
  return plugin
}

function used<P extends FilterPlugin | ScorePlugin>(registry: readonly P[], use: PluginUse) {
  const plugin = registry.find(({ name }) => name === use.plugin)
  assert(plugin !== undefined, `no plugin "${use.plugin}": profiles name what there is`)
  return { plugin, options: use.options ?? plugin.options.parse({}) }
}
