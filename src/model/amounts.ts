/**
 * Amounts of resources by Kubernetes resource name, as whole numbers:
 * `cpu` in milli-CPU, `memory` and `ephemeral-storage` in bytes, every other name in its own units.
 * `pods` is not an amount: it is the `maxPods` of a node.
 */
export type Amounts = Readonly<Record<string, number>>

/** The resources that every cluster has, in the order in which tables keep their columns. */
export const BASE_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'] as const

/** Positions of the base resources in every resource-ordered column set. */
export const CPU = 0
export const MEMORY = 1
export const EPHEMERAL_STORAGE = 2
