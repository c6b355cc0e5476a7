import { FILTERS } from './filter/registry.ts'
import type { FilterPlugin, ScorePlugin } from './placement/types.ts'
import { SCORES } from './score/registry.ts'

/**
 * kube-scheduler's default plugins in order, with the weights of those that score
 * (pkg/scheduler/apis/config/v1/default_plugins.go, v1.36).
 */
export const DEFAULT_PLUGINS: readonly { readonly name: string; readonly weight?: number }[] = [
  { name: 'SchedulingGates' },
  { name: 'PrioritySort' },
  { name: 'NodeUnschedulable' },
  { name: 'NodeName' },
  { name: 'TaintToleration', weight: 3 },
  { name: 'NodeAffinity', weight: 2 },
  { name: 'NodePorts' },
  { name: 'NodeResourcesFit', weight: 1 },
  { name: 'VolumeRestrictions' },
  { name: 'NodeVolumeLimits' },
  { name: 'VolumeBinding' },
  { name: 'VolumeZone' },
  { name: 'PodTopologySpread', weight: 2 },
  { name: 'InterPodAffinity', weight: 2 },
  { name: 'DynamicResources', weight: 2 },
  { name: 'DefaultPreemption' },
  { name: 'NodeResourcesBalancedAllocation', weight: 1 },
  { name: 'ImageLocality', weight: 1 },
  { name: 'DefaultBinder' },
  { name: 'NodeDeclaredFeatures' },
]

export const PREEMPTION = 'DefaultPreemption'

/** What the engine does whatever a profile says. */
const BUILT_IN: ReadonlySet<string> = new Set(['PrioritySort', 'DefaultBinder', PREEMPTION])

/** In-tree plugins of some version that are not on by default. */
const OTHER_PLUGINS = [
  'GangScheduling',
  'PodGroupPodsCount',
  'TopologyPlacementGenerator',
  'SelectorSpread',
  'NonCSILimits',
  'EBSLimits',
  'GCEPDLimits',
  'AzureDiskLimits',
  'CinderLimits',
]

/** Every name that kube-scheduler knows. */
export const KUBE_PLUGINS: readonly string[] = [...DEFAULT_PLUGINS.map(({ name }) => name), ...OTHER_PLUGINS]

export function kubeFilter(name: string): FilterPlugin | undefined {
  return KUBE_PLUGINS.includes(name) ? FILTERS.find((plugin) => plugin.name === name) : undefined
}

export function kubeScore(name: string): ScorePlugin | undefined {
  return KUBE_PLUGINS.includes(name) ? SCORES.find((plugin) => plugin.name === name) : undefined
}

/** Whether simcap does what the plugin does. */
export function isModelled(name: string): boolean {
  return BUILT_IN.has(name) || kubeFilter(name) !== undefined || kubeScore(name) !== undefined
}
