import type { PluginRef } from '../model/plugin-ref.ts'
import type { Variant } from '../model/scenario.ts'
import type { VariantResult } from './types.ts'

/** The policies of a variant by name; their options stand in the resolved scenario. */
export function policyTexts(variant: Variant): VariantResult['policies'] {
  const { placement, nodeAutoscaling } = variant.policies
  const podAutoscaling: Record<string, string> = {}
  for (const workload of variant.workloads) {
    if (workload.kind === 'service') podAutoscaling[workload.name] = textOf(workload.autoscaler)
  }
  return { placement: textOf(placement), nodeAutoscaling: textOf(nodeAutoscaling), podAutoscaling }
}

const textOf = ({ name }: PluginRef): string => name
