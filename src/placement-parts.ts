import { assert } from './base/assert.ts'
import type { PlacementParts } from './engine/placement/prepared-pod.ts'
import type { PluginRef } from './model/plugin-ref.ts'
import { FILTERS } from './policies/filter/registry.ts'
import { PLACEMENTS } from './policies/placement/registry.ts'
import { SCORES } from './policies/score/registry.ts'
import type { FilterPlugin, PluginUse, Profile, ScorePlugin } from './policies/types.ts'

/** The profile that a placement policy stands for. */
export function profileOf(ref: PluginRef): Profile {
  const plugin = PLACEMENTS.find(({ name }) => name === ref.name)
  assert(plugin !== undefined, `no placement policy "${ref.name}": names are checked before anything runs`)
  return plugin.profile(ref.options)
}

/** A profile with its names looked up; a plugin without options gets its defaults. */
export function placementParts({ filters, scores, ties, percentageOfNodesToScore }: Profile): PlacementParts {
  return {
    filters: (filters ?? FILTERS.map(({ name }) => ({ plugin: name }))).map((use) => used<FilterPlugin>(FILTERS, use)),
    scores: scores.map((use) => ({ ...used<ScorePlugin>(SCORES, use), weight: use.weight })),
    ties,
    percentageOfNodesToScore: percentageOfNodesToScore ?? 100,
  }
}

function used<P extends FilterPlugin | ScorePlugin>(registry: readonly P[], use: PluginUse) {
  const plugin = registry.find(({ name }) => name === use.plugin)
  assert(plugin !== undefined, `no plugin "${use.plugin}": profiles name what there is`)
  return { plugin, options: use.options ?? plugin.options.parse({}) }
}
