/**
 * Bounds on what a scenario may ask for. They exist so that a slip (a wrong exponent, an endless list) is a message within a
 * second instead of a machine without memory; each is far above what a study of a real cluster needs.
 */

/** A hand-written scenario has a few hundred lines; the YAML reader needs about a second for each megabyte. */
export const MAX_SCENARIO_BYTES = 2 * 1024 * 1024

/** Parts of a document after its aliases are expanded: a 2 MiB text without aliases stays below it. */
export const MAX_DOCUMENT_PARTS = 1_000_000

/** The deepest legitimate path has about a dozen steps; nested curves add a few. */
export const MAX_DEPTH = 64

/** The largest clusters that one control plane is known to run have 15,000 nodes; an inventory of ten such fits. */
export const MAX_NODES = 200_000

/** Dearer than any node in any currency; the cost of the largest run stays a number. */
export const MAX_PRICE_PER_HOUR = 1_000_000_000

/** Replicas of one workload at the start, and pods of one submission of a job. */
export const MAX_REPLICAS = 50_000

/** A submission every second for eleven days. */
export const MAX_SUBMISSIONS = 1_000_000

/** Variants are compared by people, side by side. */
export const MAX_VARIANTS = 100

/** Ten years: beyond it a microsecond clock still counts exactly, and nobody plans further. */
export const MAX_DURATION_US = 10 * 366 * 24 * 3600 * 1_000_000

/** Points of one curve over the whole run (duration divided by resolution). */
export const MAX_STEPS = 5_000_000

/** Steps of each time series: a week of 15 s has 40,320. */
export const MAX_SERIES_STEPS = 50_000

/** Changes of load and looks of autoscalers in all variants together: some ten seconds of running. A month of twenty services, five ways, fits. */
export const MAX_PERIODIC_EVENTS = 40_000_000

/** Requests one by one in all variants together, unless `maxRequests` says more: about a minute and a half of running. */
export const MAX_REQUESTS = 100_000_000

/** Seeds are whole numbers that survive JSON. */
export const MAX_SEED = Number.MAX_SAFE_INTEGER

/** Pods that one job may make over the run, or is expected to make: more than any published cluster trace of a month. */
export const MAX_JOB_PODS = 10_000_000

/** Containers of one pod, its tolerations, constraints, terms and ports, each: the fullest real pods have some dozens. */
export const MAX_POD_PARTS = 250

/** Pools, workloads, priority classes, namespaces or budgets of one scenario, each. */
export const MAX_NAMED = 10_000

/** Kubernetes' highest priority of classes that users make. */
export const MAX_USER_PRIORITY = 1_000_000_000

/** Priorities are 32-bit numbers. */
export const MAX_PRIORITY = 2_147_483_647
