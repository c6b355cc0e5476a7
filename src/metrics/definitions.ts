import { BASE_RESOURCES } from '../model/amounts.ts'
import type { Better, MetricDefinition } from '../model/metric.ts'

type Row = readonly [name: string, unit: string, better: Better, doc: string]

const SHARES: readonly Row[] = [
  [
    'cost.requested',
    'currency',
    'lower',
    'Share of node cost by requests: for each pod the mean of request / allocatable over cpu, memory and devices, times its node’s price.',
  ],
  [
    'cost.used',
    'currency',
    'neither',
    'Of that share: what was really used; above it where pods use more than they request.',
  ],
]

const REQUESTS: readonly Row[] = [
  [
    'cost.perMillionWithinSlo',
    'currency',
    'lower',
    'Cost per million requests of users answered in time: of the whole cluster, or of the service’s share by requests.',
  ],
  ['requests.total', 'req', 'neither', 'Requests that arrived.'],
  ['requests.served', 'req', 'higher', 'Requests that a replica answered.'],
  [
    'requests.lost',
    'req',
    'lower',
    'Requests that found no ready replica or would have waited longer than the timeout.',
  ],
  ['requests.lostShare', 'share', 'lower', 'Lost requests as a share of all that arrived.'],
  ['requests.late', 'req', 'lower', 'Answered requests that took longer than the latency target.'],
  ['requests.lateShare', 'share', 'lower', 'Late requests as a share of all that arrived.'],
  ['requests.withinSloShare', 'share', 'higher', 'Requests answered in time, as a share of all that arrived.'],
  ['requests.waitSecondsMean', 's', 'lower', 'Mean time in line of an answered request.'],
  ['latency.mean', 's', 'lower', 'Mean time from the arrival of an answered request to its answer: wait and work.'],
  ['latency.p50', 's', 'lower', 'Time that half of the answered requests took at most.'],
  ['latency.p95', 's', 'lower', 'Time that 95 % of the answered requests took at most.'],
  ['latency.p99', 's', 'lower', 'Time that 99 % of the answered requests took at most.'],
  ['slo.attainment', 'share', 'higher', 'Share of requests that kept the promise that is kept worst.'],
  [
    'slo.errorBudgetUsed',
    'share',
    'lower',
    'Requests that broke the promise that is kept worst, as a share of those that may: above 1 it is broken.',
  ],
  [
    'slo.violationMinutes',
    'min',
    'lower',
    'Time in which a promise was not kept, judged interval by interval of the series.',
  ],
  [
    'throttling.share',
    'share',
    'lower',
    'Share of the time of ready replicas in which their limit on cpu held requests up.',
  ],
  ['pods.oomKills', '1', 'lower', 'Times that a replica was killed for using more memory than its limit.'],
]

const SCALING: readonly Row[] = [
  ['scaling.podChanges', '1', 'lower', 'Times that a pod autoscaler changed the number of replicas.'],
  ['scaling.podChangesPerHour', '1/h', 'lower', 'The same per hour.'],
  ['scaling.podReversals', '1', 'lower', 'Of those, changes against the direction of the one before: flapping.'],
]

/** Of every episode in which more requests came than ready replicas could answer; the parts add up to the mean. */
const LAG: readonly Row[] = [
  ['lag.episodes', '1', 'lower', 'Times that more requests came than ready replicas could answer.'],
  ['lag.seconds.total', 's', 'lower', 'How long that was so, over all services.'],
  ['lag.seconds.mean', 's', 'lower', 'Mean time from a shortage of capacity to its end.'],
  ['lag.seconds.max', 's', 'lower', 'Longest time from a shortage of capacity to its end.'],
  ['lag.metricSecondsMean', 's', 'lower', 'Of the mean: until a reading that shows the shortage could be seen.'],
  ['lag.decisionSecondsMean', 's', 'lower', 'Of the mean: until the pod that ended it was ordered.'],
  ['lag.pendingSecondsMean', 's', 'lower', 'Of the mean: until that pod had a node, less the boot of the node.'],
  ['lag.bootSecondsMean', 's', 'lower', 'Of the mean: boot of the node that the pod waited for.'],
  ['lag.pullingSecondsMean', 's', 'lower', 'Of the mean: pull of the pod’s images, or back-off of a killed container.'],
  ['lag.startingSecondsMean', 's', 'lower', 'Of the mean: start of its containers.'],
  ['lag.loadingSecondsMean', 's', 'lower', 'Of the mean: load of its model.'],
  ['lag.warmingSecondsMean', 's', 'lower', 'Of the mean: from a running container to ready for requests.'],
]

const SERVICE: readonly Row[] = [
  ...SHARES,
  ...REQUESTS,
  ['load.mean', 'req/s', 'neither', 'Time-weighted mean of the request rate.'],
  ['load.max', 'req/s', 'neither', 'Highest request rate.'],
  ['capacity.mean', 'req/s', 'neither', 'Time-weighted mean of what ready replicas can answer.'],
  ['replicas.mean', 'pods', 'neither', 'Time-weighted mean of ready replicas.'],
  ['replicas.max', 'pods', 'neither', 'Most replicas that were ready at once.'],
  [
    'utilisation.service.mean',
    'share',
    'neither',
    'Load answered as a share of what ready replicas could answer, over the run.',
  ],
  [
    'utilisation.combined.mean',
    'share',
    'higher',
    'Used cpu, memory and disk as shares of what containers were allocated, combined by the scenario’s rule.',
  ],
  ...SCALING,
  ...LAG,
]

/** Instances of functions, of all together for the cluster. */
const INSTANCES: readonly Row[] = [
  ['functions.coldStarts', 'instances', 'lower', 'Instances that were started because a request found no place.'],
  ['functions.coldStartShare', 'share', 'lower', 'Cold starts as a share of the requests that arrived.'],
  ['functions.instances.mean', 'instances', 'lower', 'Time-weighted mean of instances, those that start included.'],
  ['functions.idleShare', 'share', 'lower', 'Share of the time of ready instances in which they had nothing to do.'],
]

const JOB_FIGURES: readonly Row[] = [
  ['jobs.submitted', 'jobs', 'neither', 'Jobs that were submitted.'],
  ['jobs.finished', 'jobs', 'higher', 'Jobs that ran to completion.'],
  [
    'jobs.failed',
    'jobs',
    'lower',
    'Jobs that had more failed pods than they may, or were stopped at their active deadline.',
  ],
  ['jobs.late', 'jobs', 'lower', 'Jobs that were not finished at their deadline, failed ones included.'],
  [
    'jobs.withinDeadlineShare',
    'share',
    'higher',
    'Jobs finished by their deadline, as a share of those whose deadline has come or that are over.',
  ],
  ['jobs.retries', 'pods', 'lower', 'Pods of jobs that failed and were replaced by another.'],
  [
    'jobs.skipped',
    'jobs',
    'lower',
    'Times of a schedule at which no job came, because the one before it was still at work.',
  ],
  ['jobs.replaced', 'jobs', 'lower', 'Jobs that were stopped because the next one came.'],
  [
    'jobs.waitSecondsMean',
    's',
    'lower',
    'Mean time from submission until as many pods of a job run as it wants at once; jobs still waiting at the end count with their wait so far.',
  ],
  ['jobs.waitSecondsP50', 's', 'lower', 'Median of that wait.'],
  ['jobs.waitSecondsP95', 's', 'lower', 'Wait that 95 % of jobs stayed within.'],
  ['jobs.turnaroundSecondsMean', 's', 'lower', 'Mean time from submission to completion of finished jobs.'],
  ['jobs.turnaroundSecondsP50', 's', 'lower', 'Median time from submission to completion of finished jobs.'],
  [
    'jobs.turnaroundSecondsP95',
    's',
    'lower',
    'Time from submission to completion that 95 % of finished jobs stayed within.',
  ],
  ['gangs.placed', 'jobs', 'higher', 'Jobs of which enough pods got nodes together.'],
  ['gangs.timedOut', 'jobs', 'lower', 'Jobs that were given up because their pods found no nodes together in time.'],
  [
    'gangs.waitSecondsMean',
    's',
    'lower',
    'Mean time from submission until enough pods of a job have nodes together; those that never had count with their wait so far.',
  ],
  ['gangs.waitSecondsP95', 's', 'lower', 'Wait for nodes that 95 % of such jobs stayed within.'],
]

const JOB: readonly Row[] = [...SHARES, ...JOB_FIGURES]

const QUEUE: readonly Row[] = [
  ['queue.submitted', 'jobs', 'neither', 'Jobs that were submitted to the queue.'],
  ['queue.admittedShare', 'share', 'higher', 'Of those: let in.'],
  ['queue.waiting.mean', 'jobs', 'lower', 'Time-weighted mean number of jobs that were not let in yet.'],
  ['queue.waiting.max', 'jobs', 'lower', 'Most jobs that were not let in yet.'],
  [
    'queue.waitSecondsMean',
    's',
    'lower',
    'Mean time from submission until a job is let in; jobs still waiting at the end count with their wait so far.',
  ],
  [
    'queue.dominantShare.mean',
    'share',
    'neither',
    'Time-weighted mean of the largest share that its jobs hold of any resource, of the quotas of all queues together.',
  ],
  ['queue.quotaShare', 'share', 'neither', 'The largest share that its quota is of those of all queues together.'],
  ['queue.fairShare', 'share', 'neither', 'Its weight as a share of the weights of all queues.'],
]

const POOL: readonly Row[] = [
  ['nodes.count.mean', 'nodes', 'lower', 'Time-weighted mean number of nodes, ready or booting.'],
  ['nodes.count.max', 'nodes', 'neither', 'Most nodes at once, ready or booting.'],
  ['nodes.hours', 'h', 'lower', 'Node-hours paid for.'],
  ['nodes.bootSecondsMean', 's', 'lower', 'Mean time from ordering a node to a ready one.'],
  ['cost.total', 'currency', 'lower', 'Node-hours times price, from order to removal.'],
  ['cost.spot', 'currency', 'neither', 'Of that: for nodes bought as spot.'],
]

/** What a pod goes through from its node to ready, as the report tells it. */
const START_ROWS: readonly Row[] = [
  ['pods.start.pullingSecondsMean', 's', 'lower', 'Mean time from node to images pulled, of pods started in the run.'],
  ['pods.start.startingSecondsMean', 's', 'lower', 'Mean time that containers took to start.'],
  ['pods.start.loadingSecondsMean', 's', 'lower', 'Mean time that models took to get into memory.'],
  ['pods.start.warmingSecondsMean', 's', 'lower', 'Mean time from a running container to ready for requests.'],
]

const CLUSTER: readonly Row[] = [
  ...POOL,
  ...SHARES,
  ['cost.idle', 'currency', 'lower', 'Cost of what nobody requested: booting nodes and free room on ready ones.'],
  ['cost.idleShare', 'share', 'lower', 'The same as a share of the cost.'],
  ...REQUESTS,
  ...INSTANCES,
  ...JOB_FIGURES,
  ['pods.created', 'pods', 'neither', 'Pods that came into being.'],
  ['pods.unplaced', 'pods', 'lower', 'Pods that still had no node at the end.'],
  ['pods.pending.secondsTotal', 's', 'lower', 'Pod-seconds spent without a node.'],
  ['pods.pending.mean', 'pods', 'lower', 'Time-weighted mean number of pods without a node.'],
  ['pods.pending.max', 'pods', 'lower', 'Most pods without a node at once.'],
  [
    'pods.pending.waitSecondsMean',
    's',
    'lower',
    'Mean time from creation to a node; pods still waiting at the end count with their wait so far.',
  ],
  ['pods.pending.waitSecondsP50', 's', 'lower', 'Median time from creation to a node, waits at the end included.'],
  ['pods.pending.waitSecondsP95', 's', 'lower', 'Time from creation to a node that 95 % of pods stayed within.'],
  ['pods.pending.waitSecondsMax', 's', 'lower', 'Longest time from creation to a node.'],
  ['pods.startSecondsMean', 's', 'lower', 'Mean time from node to ready: image pull, container start, readiness.'],
  ...START_ROWS,
  ['images.pulledBytes', 'B', 'lower', 'Bytes that nodes pulled from the registry.'],
  ['images.dropped', 'images', 'lower', 'Images that nodes dropped because their disk was too full.'],
  ['pods.running.mean', 'pods', 'neither', 'Time-weighted mean number of pods on nodes.'],
  [
    'utilisation.combined.mean',
    'share',
    'higher',
    'Used cpu, memory and disk as shares of what containers were allocated, combined by the scenario’s rule.',
  ],
  ...SCALING,
  ...LAG,
  ['scaling.nodesAdded', 'nodes', 'neither', 'Nodes ordered by the node autoscaler.'],
  ['scaling.nodesRemoved', 'nodes', 'neither', 'Nodes removed by the node autoscaler.'],
  ['gpu.allocated.mean', 'share', 'higher', 'GPU capacity allocated to pods, as a share of that of ready nodes.'],
  ['gpu.allocated.end', 'share', 'higher', 'The same at the end of the run.'],
  [
    'gpu.fragment.mean',
    'share',
    'lower',
    'Idle GPU capacity that a pod of the target workload could not use, as a share of all GPU capacity.',
  ],
  ['gpu.fragment.end', 'share', 'lower', 'Idle GPU capacity of no use to the target workload, at the end of the run.'],
  ['gpu.fragment.ofIdle.end', 'share', 'lower', 'The same as a share of idle GPU capacity.'],
]

/** What a metric may be of. */
export type MetricOwner = 'cluster' | 'service' | 'function' | 'job'

const PER_RESOURCE: readonly (readonly [suffix: string, doc: string])[] = [
  ['requested.mean', 'as requested by pods on nodes, as a share of what ready nodes could give over the run.'],
  ['used.mean', 'really used, as a share of what ready nodes could give over the run.'],
]

const define = ([name, unit, better, doc]: Row): MetricDefinition => ({ name, unit, better, doc })

function resourceMetrics(resource: string): MetricDefinition[] {
  return PER_RESOURCE.map(([suffix, doc]) =>
    define([`utilisation.${resource}.${suffix}`, 'share', 'higher', `${resource} ${doc}`]),
  )
}

/** Every metric of a variant's summary and of the summaries of its services, jobs and pools, each name once. */
export function metricDefinitions(resources: readonly string[]): MetricDefinition[] {
  const byName = new Map<string, MetricDefinition>()
  for (const row of [...CLUSTER, ...SERVICE, ...QUEUE]) byName.set(row[0], byName.get(row[0]) ?? define(row))
  return [...byName.values(), ...resources.flatMap(resourceMetrics)]
}

/** The metrics of a cluster without extended resources. */
export const METRICS: readonly MetricDefinition[] = metricDefinitions(BASE_RESOURCES)

/** Whether a scenario with these resources has such a metric, for the whole cluster or for one workload. */
export function isMetricName(name: string, resources: readonly string[], of: MetricOwner): boolean {
  const rows = { cluster: CLUSTER, service: SERVICE, function: [...SERVICE, ...INSTANCES], job: JOB }[of]
  if (rows.some((row) => row[0] === name)) return true
  return (
    of === 'cluster' && resources.some((resource) => resourceMetrics(resource).some((metric) => metric.name === name))
  )
}
