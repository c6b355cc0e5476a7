import { closestNameHint } from '../base/closest-name.ts'
import { metricDefinitions } from '../metrics/definitions.ts'
import type { MetricDefinition } from '../model/metric.ts'
import type { Scenario } from '../model/scenario.ts'
import { resourcesOf } from '../model/variant-resources.ts'
import { UsageError } from './usage-error.ts'

/** The metric that is meant: `cost` is enough for `cost.total`, and where one alone begins so. */
export function metricNamed(name: string, metrics: readonly MetricDefinition[], option: string): string {
  const names = metrics.map((metric) => metric.name)
  for (const whole of [name, `${name}.total`]) if (names.includes(whole)) return whole
  const beginning = names.filter((each) => each.startsWith(`${name}.`))
  if (beginning.length === 1) return beginning[0]
  throw new UsageError(
    `${option}: no metric is named "${name}"`,
    closestNameHint(name, beginning.length > 0 ? beginning : names),
  )
}

/** Every metric of scenarios, those of their extended resources too. */
export function metricsOf(scenarios: readonly Scenario[]): MetricDefinition[] {
  const variants = scenarios.flatMap((scenario) => scenario.variants)
  return metricDefinitions([...new Set(variants.flatMap(resourcesOf))])
}
