import type { PodClass } from '../cluster/pod-class.ts'
import { POD_FREE } from '../cluster/pod-table.ts'
import type { PodTemplate } from '../model/workload.ts'
import { besideNominated } from './beside-nominated.ts'
import type { Run } from './run.ts'

/** What can be tried out for a pod. */
export interface Trial {
  readonly template: PodTemplate
  /** Looks at the cluster as the scheduler does for this pod, nodes promised to others included. */
  readonly look: <T>(see: () => T) => T
  readonly classOf: (template: PodTemplate) => PodClass
  /** The name of a node that would take a pod made from this template; null: there is none. */
  readonly nodeFor: (template: PodTemplate) => string | null
  /** The same if all pods of its class that have a node were made from this template too. */
  readonly nodeForAll: (template: PodTemplate) => string | null
}

export function trialFor(run: Run, pod: number): Trial {
  const { cluster, nominations, trial, workloads } = run
  const look = <T>(see: () => T): T => besideNominated(run, pod, [...nominations.nodes], see)
  const named = (node: number) => (node === -1 ? null : cluster.nodes.names[node])
  const classOf = (template: PodTemplate) => cluster.podClass(template)
  return {
    template: workloads[cluster.pods.workload[pod]].spec.pod,
    look,
    classOf,
    nodeFor(template) {
      const { id } = classOf(template)
      return named(look(() => trial.choose(id)))
    },
    nodeForAll(template) {
      const podClass = classOf(template)
      const node = look(() => {
        for (const other of placedLike(run, pod)) {
          const place = cluster.pods.node[other]
          cluster.unbind(other)
          cluster.setPodClass(other, podClass)
          cluster.bind(other, place, run.nowUs)
        }
        return trial.choose(podClass.id)
      })
      return named(node)
    },
  }
}

function placedLike({ cluster: { pods } }: Run, pod: number): number[] {
  const alike: number[] = []
  for (let other = 0; other < pods.rows; other++) {
    if (pods.state[other] !== POD_FREE && pods.node[other] !== -1 && pods.podClass[other] === pods.podClass[pod]) {
      alike.push(other)
    }
  }
  return alike
}
