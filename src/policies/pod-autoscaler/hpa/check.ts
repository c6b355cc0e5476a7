import { closestNameHint } from '../../../base/closest-name.ts'
import type { PolicyFinding, ScaledWorkload } from '../types.ts'
import { type MetricSpec, SERVICE_METRICS } from './metric-schema.ts'
import { requestFor } from './requests.ts'
import { type HpaOptions, metricsOf } from './spec.ts'

const HINT = 'utilisation is a share of what containers request: add the request, or steer by averageValue'

/** What only the workload can tell: that it is the one that is meant, and that utilisation has something to be a share of. */
export function checkHpa(options: HpaOptions, workload: ScaledWorkload): PolicyFinding[] {
  const { scaleTargetRef, metrics } = options
  const findings: PolicyFinding[] = []
  if (scaleTargetRef !== undefined && scaleTargetRef.name !== workload.name) {
    findings.push({
      path: ['scaleTargetRef', 'name'],
      message: `"${scaleTargetRef.name}" is not the workload that is scaled here`,
      hint: `leave scaleTargetRef out, or write "${workload.name}"`,
    })
  }
  metricsOf(options).forEach((spec, index) => {
    const path = metrics === undefined ? [] : ['metrics', index, ...pathOf(spec)]
    const message = requestMessage(spec, workload)
    if (message !== null) findings.push({ path, message: `workload "${workload.name}": ${message}`, hint: HINT })
  })
  return [...findings, ...unknownCurves(options, workload)]
}

/** Curves that metrics from outside name. */
export function curvesReadBy({ metrics = [] }: HpaOptions): string[] {
  return metrics.flatMap((spec) => outsideName(spec) ?? [])
}

function unknownCurves({ metrics = [] }: HpaOptions, { curves }: ScaledWorkload): PolicyFinding[] {
  return metrics.flatMap((spec, index) => {
    const name = outsideName(spec)
    if (name === null || curves.includes(name)) return []
    const hint = closestNameHint(name, [...curves, ...SERVICE_METRICS])
    const path = ['metrics', index, 'external', 'metric', 'name']
    return [{ path, message: `no curve and no metric of a service named "${name}"`, hint }]
  })
}

function outsideName(spec: MetricSpec): string | null {
  if (spec.type !== 'External') return null
  const { name } = spec.external.metric
  return SERVICE_METRICS.some((known) => known === name) ? null : name
}

function requestMessage(spec: MetricSpec, { pod }: ScaledWorkload): string | null {
  if (spec.type !== 'Resource' && spec.type !== 'ContainerResource') return null
  const { name, target } = spec.type === 'Resource' ? spec.resource : spec.containerResource
  const container = spec.type === 'Resource' ? null : spec.containerResource.container
  const request = requestFor(pod, name, container)
  if (!('error' in request))
    return request.amount === 0 && target.type === 'Utilization' ? `${name} request is 0` : null
  const isUnknown = request.error.startsWith('no container')
  return isUnknown || target.type === 'Utilization' ? request.error : null
}

function pathOf({ type }: MetricSpec): string[] {
  return type === 'Resource' ? ['resource', 'name'] : ['containerResource', 'container']
}
