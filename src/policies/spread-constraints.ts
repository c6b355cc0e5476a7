import { HOSTNAME_LABEL, ZONE_LABEL } from '../cluster/node-table.ts'
import type { PodClass } from '../cluster/pod-class.ts'
import type { SpreadSource, TopologySpreadConstraint } from '../model/scheduling.ts'
import type { LabelSelector } from '../model/selectors.ts'
import type { SpreadOptions } from './spread-options.ts'

/** The spread constraints that count for a pod, their selectors complete. */
export interface SpreadConstraints {
  readonly source: SpreadSource
  readonly constraints: readonly TopologySpreadConstraint[]
}

/** kube-scheduler's own (pkg/scheduler/framework/plugins/podtopologyspread/plugin.go, systemDefaultConstraints). */
const SYSTEM_DEFAULTS = [systemDefault(HOSTNAME_LABEL, 3), systemDefault(ZONE_LABEL, 5)]

function systemDefault(topologyKey: string, maxSkew: number): SpreadOptions['defaultConstraints'][number] {
  return {
    maxSkew,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    minDomains: null,
    nodeAffinityPolicy: 'Honor',
    nodeTaintsPolicy: 'Ignore',
  }
}

/**
 * The pod's own constraints of one kind. A pod that has none of either kind gets the defaults, which count what its Services and its
 * owner select; a pod that nothing selects gets none.
 */
export function spreadConstraints(
  podClass: PodClass,
  options: SpreadOptions,
  whenUnsatisfiable: TopologySpreadConstraint['whenUnsatisfiable'],
): SpreadConstraints {
  const { topologySpreadConstraints: own, defaultSpreadSelector } = podClass.scheduling
  const ofKind = (constraint: { readonly whenUnsatisfiable: string }) =>
    constraint.whenUnsatisfiable === whenUnsatisfiable
  if (own.length > 0) {
    const constraints = own
      .filter(ofKind)
      .map((constraint) => ({ ...constraint, labelSelector: withLabelKeys(constraint, podClass), matchLabelKeys: [] }))
    return { source: 'pod', constraints }
  }
  const isSystem = options.defaultingType === 'System'
  const defaults = isSystem ? SYSTEM_DEFAULTS : options.defaultConstraints
  const constraints = countsNothing(defaultSpreadSelector)
    ? []
    : defaults
        .filter(ofKind)
        .map((constraint) => ({ ...constraint, labelSelector: defaultSpreadSelector, matchLabelKeys: [] }))
  return { source: isSystem ? 'system' : 'list', constraints }
}

/** Spread counts no pods by a selector that is absent or empty, though an empty one does select the pod itself. */
export function countsNothing(selector: LabelSelector | null): boolean {
  return selector === null || (Object.keys(selector.matchLabels).length === 0 && selector.matchExpressions.length === 0)
}

/** The selector narrowed to pods with the same values of `matchLabelKeys`; a key that the pod lacks does not matter. */
function withLabelKeys(
  { labelSelector, matchLabelKeys }: TopologySpreadConstraint,
  { labels }: PodClass,
): LabelSelector | null {
  if (labelSelector === null) return null
  const same = matchLabelKeys.flatMap((key) => {
    const value = labels.get(key)
    return value === undefined ? [] : [{ key, operator: 'In' as const, values: [value] }]
  })
  return { ...labelSelector, matchExpressions: [...labelSelector.matchExpressions, ...same] }
}
