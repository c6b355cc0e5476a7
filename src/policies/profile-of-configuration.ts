import { z } from 'zod'
import { assert } from '../base/assert.ts'
import { DEFAULT_PLUGINS, isModelled, kubeFilter, kubeScore, PREEMPTION } from './kube-plugins.ts'
import type { PluginUse, Profile } from './placement/types.ts'
import {
  argumentsOf,
  EXTENSION_POINTS,
  preemptionArgs,
  type SchedulerConfiguration,
  type SchedulerProfile,
  withoutType,
} from './scheduler-configuration.ts'

interface Enabled {
  readonly name: string
  readonly weight?: number | undefined
}

type PluginSet = NonNullable<SchedulerProfile['plugins']['multiPoint']>

const NOTHING: PluginSet = { enabled: [], disabled: [] }

/** The profile that kube-scheduler would make of a configuration's first profile and its own defaults. */
export function profileOf(configuration: SchedulerConfiguration): Profile {
  const [first] = configuration.profiles
  const everywhere = mergedWithDefaults(first.plugins.multiPoint ?? NOTHING)
  const filters = expanded(first.plugins.filter ?? NOTHING, everywhere, (name) => kubeFilter(name) !== undefined)
  const scores = expanded(first.plugins.score ?? NOTHING, everywhere, (name) => kubeScore(name) !== undefined)
  const preempts = expanded(first.plugins.postFilter ?? NOTHING, everywhere, (name) => name === PREEMPTION).length > 0
  const percentage = first.percentageOfNodesToScore ?? configuration.percentageOfNodesToScore
  return {
    filters: filters.map(({ name }) => use(first, name)),
    // As in kube-scheduler, a weight that is 0 or not written is 1.
    scores: scores.map(({ name, weight }) => ({
      ...use(first, name),
      weight: weight === undefined || weight === 0 ? 1 : weight,
    })),
    ties: 'first',
    ...(percentage === undefined ? {} : { percentageOfNodesToScore: percentage }),
    preemption: preempts ? preemptionArgs.parse(argsOf(first, PREEMPTION)) : null,
    ignored: ignoredBy(configuration),
  }
}

/**
 * The plugins of all extension points (default_plugins.go, mergePluginSet): the defaults without those disabled, those named
 * again in their place with their new weight, then the others.
 */
function mergedWithDefaults({ enabled, disabled }: PluginSet): Enabled[] {
  const off = new Set(disabled.map(({ name }) => name))
  const defaults: readonly Enabled[] = off.has('*') ? [] : DEFAULT_PLUGINS.filter(({ name }) => !off.has(name))
  const replaced = defaults.map((plugin) => enabled.find(({ name }) => name === plugin.name) ?? plugin)
  return [...replaced, ...enabled.filter((plugin) => !replaced.includes(plugin))]
}

/**
 * The plugins of one extension point (framework/runtime, expandMultiPointPlugins): those of its own list that stand for one of
 * all points, the rest of those, the rest of its own list. Its own weights win.
 */
function expanded(
  { enabled, disabled }: PluginSet,
  everywhere: readonly Enabled[],
  takesPart: (name: string) => boolean,
): Enabled[] {
  const off = new Set(disabled.map(({ name }) => name))
  const own = enabled.filter(({ name }) => takesPart(name))
  const isOwn = (plugin: Enabled) => own.some(({ name }) => name === plugin.name)
  const general = off.has('*') ? [] : everywhere.filter(({ name }) => takesPart(name) && !off.has(name))
  const standsIn = (plugin: Enabled) => general.some(({ name }) => name === plugin.name)
  return [
    ...own.filter(standsIn),
    ...general.filter((plugin) => !isOwn(plugin)),
    ...own.filter((plugin) => !standsIn(plugin)),
  ]
}

function use(profile: SchedulerProfile, name: string): PluginUse {
  const schema = argumentsOf(name)
  assert(schema !== null, `${name} filters or scores, so it has a schema of its arguments`)
  return { plugin: name, options: z.decode(schema, argsOf(profile, name)) }
}

function argsOf({ pluginConfig }: SchedulerProfile, name: string): Record<string, unknown> {
  return withoutType(pluginConfig.find((config) => config.name === name)?.args ?? {})
}

/** Names of plugins and settings that change what kube-scheduler does and not what simcap does. */
function ignoredBy({ profiles, extenders }: SchedulerConfiguration): string[] {
  const [{ plugins, pluginConfig }, ...others] = profiles
  const named = EXTENSION_POINTS.flatMap((point) => {
    const { enabled, disabled } = plugins[point] ?? NOTHING
    return [...enabled, ...disabled].map(({ name }) => name)
  })
  const unmodelled = [...named, ...pluginConfig.map(({ name }) => name)].filter(
    (name) => name !== '*' && !isModelled(name),
  )
  return [
    ...new Set(unmodelled),
    ...(extenders === undefined ? [] : ['extenders']),
    ...others.map(({ schedulerName }, index) => `profile ${schedulerName ?? index + 2}`),
  ]
}
