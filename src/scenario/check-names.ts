import { closestName, closestNameHint } from '../base/closest-name.ts'
import { pathText } from '../base/problem.ts'
import { isMetricName, METRICS, type MetricOwner, metricDefinitions } from '../metrics/definitions.ts'
import { BASELINE } from '../model/scenario.ts'
import type { ExpectationDocument } from './expectation-schema.ts'
import { type Finding, finding } from './finding.ts'
import { namesIn, type Part, type Parts } from './parts.ts'
import type { Path } from './path.ts'
import { nodeAt, type TreeNode } from './tree.ts'
import { DEFAULT_VARIANT } from './variants.ts'

/** Every name is given once, and every reference leads to a name. */
export function checkNames(parts: Parts, resources: readonly string[]): Finding[] {
  return [
    ...duplicates(parts.tree, ['cluster', 'nodePools']),
    ...duplicates(parts.tree, ['workloads']),
    ...duplicates(parts.tree, ['ingress']),
    ...duplicates(parts.tree, ['queues']),
    ...duplicates(parts.tree, ['variants']),
    ...duplicates(parts.tree, ['priorityClasses']),
    ...duplicates(parts.tree, ['cluster', 'disruptionBudgets']),
    ...severalDefaults(parts),
    ...autoscaledWorkloads(parts),
    ...parts.expectations.flatMap((part) => expectationFindings(parts, part, resources)),
  ]
}

function duplicates(tree: TreeNode, list: Path): Finding[] {
  const first = new Map<string, Path>()
  const findings: Finding[] = []
  for (const { path, name } of namesIn(tree, list)) {
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, path)
    else
      findings.push(
        finding(
          [...path, 'name'],
          `the name "${name}" is taken by ${pathText(earlier)}`,
          'give each a name of its own',
        ),
      )
  }
  return findings
}

function severalDefaults({ priorityClasses }: Parts): Finding[] {
  const defaults = (priorityClasses ?? []).flatMap(({ globalDefault }, index) => (globalDefault ? [index] : []))
  return defaults.slice(1).map((index) => {
    const message = `priorityClasses[${defaults[0]}] is the default already`
    return finding(['priorityClasses', index, 'globalDefault'], message, 'one class is for all that name none')
  })
}

/** `podAutoscaling: { checkout: … }` names services, in `policies` and in every variant. */
function autoscaledWorkloads(parts: Parts): Finding[] {
  const names = namesIn(parts.tree, ['workloads'])
  const choices = [
    { path: ['policies', 'podAutoscaling'], choice: parts.policies?.podAutoscaling },
    ...parts.variants.map(({ path, value }) => ({ path: [...path, 'podAutoscaling'], choice: value.podAutoscaling })),
  ]
  return choices.flatMap(({ path, choice }) => {
    if (choice?.kind !== 'each') return []
    return Object.keys(choice.policies).flatMap((name) => {
      const workload = names.find((each) => each.name === name)
      if (workload === undefined)
        return [
          unknownName(
            [...path, name],
            'workload',
            name,
            names.map((each) => each.name),
            'key',
          ),
        ]
      const isJob = nodeAt(parts.tree, [...workload.path, 'job']) !== null
      return isJob
        ? [finding([...path, name], `"${name}" is a job; only services have replicas to scale`, 'remove this line')]
        : []
    })
  })
}

function expectationFindings(
  parts: Parts,
  { path, value }: Part<ExpectationDocument>,
  resources: readonly string[],
): Finding[] {
  const workloads = namesIn(parts.tree, ['workloads'])
  const variants = namesIn(parts.tree, ['variants']).map((each) => each.name)
  const variantNames = variants.length === 0 ? [DEFAULT_VARIANT] : variants
  const findings: Finding[] = []
  const workload = workloads.find((each) => each.name === value.workload)
  if (value.workload !== undefined && workload === undefined) {
    findings.push(
      unknownName(
        [...path, 'workload'],
        'workload',
        value.workload,
        workloads.map((each) => each.name),
      ),
    )
  } else {
    const kind = (['job', 'function'] as const).find(
      (each) => workload !== undefined && nodeAt(parts.tree, [...workload.path, each]) !== null,
    )
    findings.push(
      ...metricFindings(
        [...path, 'metric'],
        value.metric,
        resources,
        workload === undefined ? 'cluster' : (kind ?? 'service'),
      ),
    )
  }
  for (const key of ['variant', 'relativeTo'] as const) {
    const name = value[key]
    if (key === 'relativeTo' && name === BASELINE) continue
    if (name !== undefined && !variantNames.includes(name))
      findings.push(unknownName([...path, key], 'variant', name, variantNames))
  }
  if (value.relativeTo !== undefined && value.relativeTo === value.variant) {
    findings.push(
      finding([...path, 'relativeTo'], `"${value.variant}" is compared with itself`, 'name another variant'),
    )
  }
  return [...findings, ...boundFindings(path, value)]
}

function boundFindings(path: Path, { min, max }: ExpectationDocument): Finding[] {
  if (min === undefined && max === undefined)
    return [finding([...path, 'max'], 'an expectation needs `min` or `max`', 'write for instance max: 1%')]
  if (min !== undefined && max !== undefined && min > max)
    return [finding([...path, 'min'], `min ${min} is above max ${max}`, 'exchange them')]
  return []
}

function metricFindings(path: Path, metric: string, resources: readonly string[], of: MetricOwner): Finding[] {
  if (isMetricName(metric, resources, of)) return []
  const names = metricDefinitions(resources)
    .map((each) => each.name)
    .filter((name) => isMetricName(name, resources, of))
  if (METRICS.some((each) => each.name === metric)) {
    const owner = of === 'cluster' ? 'the whole cluster' : `a ${of}`
    return [
      finding(
        path,
        `"${metric}" is not a metric of ${owner}`,
        of === 'cluster' ? 'add workload: NAME' : closestNameHint(metric, names),
      ),
    ]
  }
  const closest = closestName(metric, names)
  const hint = closest === null ? '"simcap list metrics" shows them all' : `did you mean "${closest}"?`
  return [finding(path, `no metric named "${metric}"`, hint)]
}

function unknownName(
  path: Path,
  kind: string,
  name: string,
  names: readonly string[],
  at: Finding['at'] = 'value',
): Finding {
  const hint = names.length === 0 ? null : closestNameHint(name, names)
  return { path, message: `no ${kind} named "${name}"`, hint, at }
}
