import { POD_AUTOSCALERS } from '../policies/pod-autoscaler/registry.ts'
import type { RunClock, ScaledWorkload } from '../policies/pod-autoscaler/types.ts'
import { type Finding, finding } from './finding.ts'
import { type Parts, pathsIn } from './parts.ts'
import type { Path } from './path.ts'
import { podContainers, podSaid } from './pod-said.ts'
import type { PodAutoscaling } from './policy-schema.ts'
import { runClock } from './time-axis.ts'

/** A pod autoscaler and the workloads that it scales fit together, in `policies` and in every variant. */
export function checkAutoscalers({ policies, variants, workloads, durationUs, start, tree }: Parts): Finding[] {
  // What is wrong with the start itself has been said: any will do.
  const clock = start === null ? { durationUs: 0, localStartMs: 0 } : runClock(durationUs ?? 0, start)
  const curves = pathsIn(tree, ['curves']).map((path) => String(path.at(-1)))
  const services = workloads.flatMap(({ value }): ScaledWorkload[] =>
    value.service === undefined ? [] : [{ name: value.name, pod: podContainers(podSaid(value)), curves }],
  )
  return [
    ...choiceFindings(['policies', 'podAutoscaling'], policies?.podAutoscaling, services, clock),
    ...variants.flatMap(({ path, value }) =>
      choiceFindings([...path, 'podAutoscaling'], value.podAutoscaling, services, clock),
    ),
  ]
}

function choiceFindings(
  path: Path,
  choice: PodAutoscaling | undefined,
  services: readonly ScaledWorkload[],
  clock: RunClock,
): Finding[] {
  if (choice === undefined) return []
  if (choice.kind === 'all') return services.flatMap((service) => policyFindings(path, choice.policy, service, clock))
  return Object.entries(choice.policies).flatMap(([name, policy]) => {
    const service = services.find((each) => each.name === name)
    return service === undefined ? [] : policyFindings([...path, name], policy, service, clock)
  })
}

function policyFindings(
  path: Path,
  policy: { name: string; options: unknown },
  service: ScaledWorkload,
  clock: RunClock,
): Finding[] {
  const plugin = POD_AUTOSCALERS.find(({ name }) => name === policy.name)
  const found = plugin?.check?.(policy.options, service, clock) ?? []
  return found.map((each) => finding([...path, policy.name, ...each.path], each.message, each.hint))
}
