import type { PodSaid } from './pod-said.ts'
import { BUILT_IN_CLASSES, type PriorityClassDocument } from './priority-schema.ts'

export interface PodPriority {
  readonly priority: number
  readonly priorityClassName?: string
  readonly preemptionPolicy: PriorityClassDocument['preemptionPolicy']
}

/** The priority of a workload's pods: its own, that of its class, or that of the class for all that say nothing. */
export function priorityOf({ fields }: PodSaid, classes: readonly PriorityClassDocument[]): PodPriority {
  const { priority, priorityClassName, preemptionPolicy } = fields
  const fallback = priority === undefined ? classes.find(({ globalDefault }) => globalDefault) : undefined
  const own = priorityClassName === undefined ? fallback : priorityClass(priorityClassName, classes)
  return {
    priority: priority ?? own?.value ?? 0,
    ...(own === undefined ? {} : { priorityClassName: own.name }),
    preemptionPolicy: preemptionPolicy ?? own?.preemptionPolicy ?? 'PreemptLowerPriority',
  }
}

export function priorityClass(
  name: string,
  classes: readonly PriorityClassDocument[],
): PriorityClassDocument | undefined {
  return [...classes, ...BUILT_IN_CLASSES].find((each) => each.name === name)
}
