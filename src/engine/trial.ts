import type { PodClass } from '../cluster/pod-class.ts'
import type { PodTemplate } from '../model/workload.ts'
import { besideNominated } from './beside-nominated.ts'
import type { Run } from './run.ts'

/** What can be tried out for a pod. */
export interface Trial {
  readonly template: PodTemplate
  /** Looks at the cluster as the scheduler does for this pod, nodes promised to others included. */
  look<T>(see: () => T): T
  classOf(template: PodTemplate): PodClass
  /** The name of a node that would take a pod made from this template; null: there is none. */
  readonly nodeFor: (template: PodTemplate) => string | null
}

export function trialFor(run: Run, pod: number): Trial {
  const { cluster, nominations, trial, workloads } = run
  const look = <T>(see: () => T): T => besideNominated(run, pod, [...nominations.nodes], see)
  const classOf = (template: PodTemplate) => cluster.podClass(template)
  return {
    template: workloads[cluster.pods.workload[pod]].spec.pod,
    look,
    classOf,
    nodeFor(template) {
      const { id } = classOf(template)
      const node = look(() => trial.choose(id))
      return node === -1 ? null : cluster.nodes.names[node]
    },
  }
}
