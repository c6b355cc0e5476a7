import { parseShare, SHARE_PATTERN } from '../base/share.ts'
import type { ExpectationResult, Results, VariantResult } from '../results/types.ts'

/** A promise that a variant keeps or breaks. */
export interface Objective {
  /** As a reader would say it: 'checkout availability', 'cost.total at most 90'. */
  readonly text: string
  readonly held: boolean
}

/**
 * What each variant was asked to hold, parallel to `results.variants`: the scenario's expectations that name it,
 * and the availability objectives of its services (share of requests that are not lost).
 */
export function objectives(results: Results): (readonly Objective[])[] {
  const targets = availabilityTargets(results.scenario)
  return results.variants.map((variant) => [
    ...results.expectations.filter((expectation) => expectation.variant === variant.name).map(ofExpectation),
    ...ofServices(variant, targets),
  ])
}

function ofExpectation(expectation: ExpectationResult): Objective {
  return { text: expectation.text, held: expectation.passed }
}

function ofServices(variant: VariantResult, targets: ReadonlyMap<string, number>): Objective[] {
  return variant.services.flatMap((service) => {
    const target = targets.get(service.name)
    const lost = service.summary['requests.lostShare']
    if (target === undefined || lost === null || lost === undefined) return []
    return [{ text: `${service.name} availability`, held: lost <= 1 - target + 1e-12 }]
  })
}

/** Availability by service name, from the resolved scenario; what does not look like one is passed over. */
function availabilityTargets(scenario: unknown): Map<string, number> {
  const targets = new Map<string, number>()
  for (const workload of list(field(scenario, 'workloads'))) {
    const name = field(workload, 'name')
    const share = asShare(field(field(workload, 'slo'), 'availability'))
    if (typeof name === 'string' && share !== null) targets.set(name, share)
  }
  return targets
}

const SHARE = new RegExp(SHARE_PATTERN)

function asShare(value: unknown): number | null {
  return typeof value === 'string' && SHARE.test(value) ? parseShare(value) : null
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
