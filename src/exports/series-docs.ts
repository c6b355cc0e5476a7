/** What a series measures, by its name; the cluster as a whole, or what `of` says. */
const DOCS: ReadonlyMap<string, string> = new Map([
  ['load', 'Requests per second that arrive.'],
  ['capacity', 'Requests per second that ready replicas can answer.'],
  ['served', 'Requests per second that are answered.'],
  ['lost', 'Requests per second that are lost.'],
  ['late', 'Answered requests per second that took longer than the latency target.'],
  ['latency.p50', 'Time that half of the requests of the bucket took at most.'],
  ['latency.p99', 'Time that 99 % of the requests of the bucket took at most.'],
  ['replicas.desired', 'Replicas that the pod autoscaler wants.'],
  ['replicas.ready', 'Replicas that are ready.'],
  ['pods.working', 'Pods of the job that are at work.'],
  ['queue.dominantShare', 'Largest share that jobs of the queue hold of any resource, of the quotas of all queues.'],
  ['queue.waiting', 'Jobs that the queue has not let in yet.'],
  ['pods.pending', 'Pods without a node.'],
  ['pods.pendingBy', 'Pods without a node, by reason.'],
  ['pods.starting', 'Pods on a node that are not ready, by stage.'],
  ['pods.running', 'Pods on nodes.'],
  ['nodes.ready', 'Nodes that are ready.'],
  ['nodes.booting', 'Nodes that are ordered and not ready.'],
  ['cost.rate', 'Price of all nodes per hour.'],
  ['gpu.total', 'GPUs of ready nodes.'],
  ['gpu.asked', 'GPUs that pods ask for.'],
  ['gpu.allocated', 'GPUs allocated to pods.'],
  ['gpu.fragment', 'Idle GPUs that a pod of the target workload could not use.'],
  ['gpu.fragmentBy', 'Idle GPUs that a pod of the target workload could not use, by cause.'],
  ['utilisation.requested', 'Requested by pods on nodes, as a share of what ready nodes can give.'],
  ['utilisation.used', 'Really used, as a share of what ready nodes can give.'],
])

export function seriesDoc(name: string): string {
  return DOCS.get(name) ?? `The series ${name}.`
}
