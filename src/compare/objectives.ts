import { parseShare, SHARE_PATTERN } from '../base/share.ts'
import type { Results, VariantResult } from '../results/types.ts'
import { knownMean } from '../statistics/estimate.ts'

/** A promise that a variant keeps or breaks. */
export interface Objective {
  /** As a reader would say it: 'checkout availability 99.9%', 'requests.lostShare at most 0.01'. */
  readonly text: string
  readonly held: boolean
}

/**
 * What every variant was asked to hold, parallel to `results.variants`, the same list for each: the availability that
 * services promise (share of requests that are not lost, in the mean over seeds) and the expectations that speak of every variant.
 * An expectation of one variant is a test of that variant and says nothing about the others.
 */
export function objectives(results: Results): (readonly Objective[])[] {
  const targets = availabilityTargets(results.scenario)
  const shared = sharedExpectations(results)
  return results.variants.map((variant) => [
    ...ofServices(variant, targets),
    ...shared.map((text) => ({
      text,
      held: results.expectations.some((one) => one.text === text && one.variant === variant.name && one.passed),
    })),
  ])
}

function sharedExpectations({ expectations, variants }: Results): string[] {
  const texts = new Set(expectations.map((expectation) => expectation.text))
  return [...texts].filter((text) =>
    variants.every(({ name }) => expectations.some((one) => one.text === text && one.variant === name)),
  )
}

function ofServices(variant: VariantResult, targets: ReadonlyMap<string, string>): Objective[] {
  return variant.services.flatMap(({ name, samples }) => {
    const target = targets.get(name)
    const lost = knownMean(samples['requests.lostShare'] ?? [])
    if (target === undefined || lost === null) return []
    return [{ text: `${name} availability ${target}`, held: lost <= 1 - parseShare(target) + ROUNDING }]
  })
}

/** 1 − 0.999 is not quite 0.001. */
const ROUNDING = 1e-12

/** Availability as written, by service name, from the resolved scenario; what does not look like one is passed over. */
function availabilityTargets(scenario: unknown): Map<string, string> {
  const targets = new Map<string, string>()
  for (const workload of list(field(scenario, 'workloads'))) {
    const name = field(workload, 'name')
    const target = field(field(field(workload, 'service'), 'slo'), 'availability')
    if (typeof name === 'string' && typeof target === 'string' && SHARE.test(target)) targets.set(name, target)
  }
  return targets
}

const SHARE = new RegExp(SHARE_PATTERN)

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
