import { expect } from 'vitest'
import { randomStream } from '../../src/base/random.ts'
import { Cluster } from '../../src/cluster/cluster.ts'
import { HOSTNAME_LABEL, ZONE_LABEL } from '../../src/cluster/node-table.ts'
import { Estimator } from '../../src/engine/node-what-if/estimate.ts'
import { Placement } from '../../src/engine/placement/placement.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import { placementParts, profileOf } from '../../src/placement-parts.ts'
import {
  byPrice,
  leastNodes,
  leastWaste,
  nodeUnfitness,
  preferredNodeCpuMilli,
} from '../../src/policies/node-scaling/expanders.ts'
import { nodeUtilisation } from '../../src/policies/node-scaling/utilisation.ts'
import { placement } from '../builders/model.ts'
import { templateOf } from './cluster-of.ts'
import type { VectorPod } from './vector-shapes.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface NodeSaid {
  readonly name: string
  readonly cpu: number
  readonly memory: number
  readonly pods: number
  readonly zone: string
}

interface EstimatorCase extends NamedCase {
  readonly template: Omit<NodeSaid, 'name'>
  readonly existingNodes: readonly NodeSaid[]
  readonly maxNodes: number
  readonly groups: readonly {
    readonly cpu: number
    readonly memory: number
    readonly count: number
    readonly hostPort?: number
    readonly spread?: { readonly topologyKey: string; readonly maxSkew: number; readonly minDomains: number }
  }[]
  readonly expectedNodes: number
  readonly expectedPods: number
  /** Position of the one group whose pods are placed. */
  readonly expectedScheduledGroup?: number
}

interface Load {
  readonly cpu: number
  readonly memory: number
}

interface UtilisationCase extends NamedCase {
  readonly allocatable: Partial<Load>
  readonly gpu: { readonly label: boolean; readonly allocatable: number } | null
  readonly skipDaemonSetPods: boolean
  readonly skipMirrorPods: boolean
  readonly pods: readonly (Load & {
    readonly daemonSet?: boolean
    readonly mirror?: boolean
    readonly longTerminating?: boolean
    readonly gpu?: number
  })[]
  readonly expectedUtilization?: number
  readonly expectedError?: boolean
}

interface Option {
  readonly id: string
  readonly nodes: number
}

interface File {
  readonly estimator: readonly EstimatorCase[]
  readonly utilization: readonly UtilisationCase[]
  readonly expanders: {
    readonly leastNodes: readonly (NamedCase & { options: readonly Option[]; expected: readonly string[] })[]
    readonly leastWaste: readonly (NamedCase & {
      readonly pods: readonly Load[]
      readonly options: readonly (Option & { readonly capacity: Load })[]
      readonly expected: readonly string[]
    })[]
    readonly preferredNodeCpu: readonly { readonly clusterNodes: number; readonly expectedCpu: number }[]
    readonly unfitness: readonly {
      readonly preferredCpu: number
      readonly nodeCpu: number
      readonly expected: number
    }[]
    readonly price: readonly (NamedCase & {
      readonly preferredCpu: number
      readonly stabilizationPrice: number
      readonly podPrices: Readonly<Record<string, number>>
      readonly options: readonly (Option & {
        readonly pods: readonly string[]
        readonly nodeCpu: number
        readonly nodePrice: number
        readonly exists: boolean
        readonly gpu?: boolean
      })[]
      readonly expected: readonly string[]
    })[]
  }
}

const file = vectors<File>('cluster_autoscaler.json')

function addNode(cluster: Cluster, { name, cpu, memory, pods, zone }: NodeSaid): number {
  const has = { cpu, memory }
  const shape = { capacity: has, allocatable: has, maxPods: pods, labels: {}, taints: [] }
  const node = cluster.addNode({ name, pool: 0, shape, labels: { [HOSTNAME_LABEL]: name, [ZONE_LABEL]: zone } }, 0)
  cluster.nodeReady(node, 0)
  return node
}

function podOf(group: EstimatorCase['groups'][number], index: number): VectorPod {
  const { cpu, memory, hostPort, spread } = group
  const labels = { app: 'estimatee', group: `${index}` }
  return {
    name: 'pod',
    labels,
    containers: [
      {
        requests: { cpu: String(cpu), memory: String(memory) },
        ...(hostPort === undefined ? {} : { ports: [{ hostPort }] }),
      },
    ],
    ...(spread === undefined
      ? {}
      : {
          topologySpreadConstraints: [
            { ...spread, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'estimatee' } } },
          ],
        }),
  } as unknown as VectorPod
}

conform(
  'the estimator of nodes',
  file?.estimator,
  ({ template, existingNodes, maxNodes, groups, expectedNodes, expectedPods, expectedScheduledGroup }) => {
    const cluster = new Cluster(BASE_RESOURCES, ['group'])
    const parts = placementParts(profileOf(placement('kube-default')))
    const trial = new Placement(cluster, parts, randomStream(1, 'test'))
    for (const node of existingNodes) addNode(cluster, node)
    const waiting = groups.map((group, index) => {
      const podClass = cluster.podClass(templateOf(podOf(group, index)))
      const pods = Array.from({ length: group.count }, () => cluster.createPod(podClass, index, 0, 0))
      return { podClass: podClass.id, pods }
    })
    cluster.fork()
    let made = 0
    const add = (attempt: number) => (attempt > 0 ? -1 : addNode(cluster, { ...template, name: `template-${made++}` }))
    const limit = maxNodes === 0 ? Number.POSITIVE_INFINITY : maxNodes
    const newNodes = { limit, cpuMilli: template.cpu, memoryBytes: template.memory, add }
    const { nodes, pods } = new Estimator(cluster, trial, newNodes, 0).estimate(waiting)
    expect([nodes.length, pods.length]).toEqual([expectedNodes, expectedPods])
    if (expectedScheduledGroup !== undefined)
      expect(new Set(pods.map((pod) => cluster.pods.workload[pod]))).toEqual(new Set([expectedScheduledGroup]))
    cluster.revert()
  },
)

conform(
  'utilisation of a node',
  file?.utilization,
  ({ allocatable, gpu, skipDaemonSetPods, skipMirrorPods, pods, expectedUtilization, expectedError }) => {
    const utilisation = nodeUtilisation({
      allocatableCpuMilli: allocatable.cpu ?? 0,
      allocatableMemoryBytes: allocatable.memory ?? 0,
      allocatableGpus: gpu?.label === true ? gpu.allocatable : null,
      pods: pods.map(({ cpu, memory, daemonSet, mirror, longTerminating, gpu: gpus = 0 }) => ({
        cpuMilli: cpu,
        memoryBytes: memory,
        gpus,
        counts:
          longTerminating === true
            ? 'no'
            : (daemonSet === true && skipDaemonSetPods) || (mirror === true && skipMirrorPods)
              ? 'left-out'
              : 'yes',
      })),
    })
    if (expectedError === true) expect(utilisation).toBeNull()
    else expect(utilisation).toBeCloseTo(expectedUtilization as number, 12)
  },
)

const ids = (options: readonly Option[]) => options.map(({ id }) => id)

conform('expander least-nodes', file?.expanders.leastNodes, ({ options, expected }) => {
  expect(ids(leastNodes(options))).toEqual(expected)
})

conform('expander least-waste', file?.expanders.leastWaste, ({ pods, options, expected }) => {
  const total = (of: (pod: Load) => number) => pods.reduce((sum, pod) => sum + of(pod), 0)
  const made = options.map((option) => ({
    ...option,
    capacityCpuMilli: option.capacity.cpu,
    capacityMemoryBytes: option.capacity.memory,
    requestedCpuMilli: total(({ cpu }) => cpu),
    requestedMemoryBytes: total(({ memory }) => memory),
  }))
  expect(ids(leastWaste(made))).toEqual(expected)
})

conform(
  'size of node that suits a cluster',
  file?.expanders.preferredNodeCpu.map((each) => ({ ...each, name: `${each.clusterNodes} nodes` })),
  ({ clusterNodes, expectedCpu }) => expect(preferredNodeCpuMilli(clusterNodes)).toBe(expectedCpu),
)

conform(
  'unfitness of a node',
  file?.expanders.unfitness.map((each) => ({ ...each, name: `${each.nodeCpu} for ${each.preferredCpu}` })),
  ({ preferredCpu, nodeCpu, expected }) => expect(nodeUnfitness(preferredCpu, nodeCpu)).toBe(expected),
)

conform('expander price', file?.expanders.price, (vector) => {
  const options = vector.options.map((option) => ({
    ...option,
    nodeCpuMilli: option.nodeCpu,
    isGpu: option.gpu === true,
    podPrice: option.pods.reduce((sum, name) => sum + vector.podPrices[name], 0),
  }))
  const scale = { preferredCpuMilli: vector.preferredCpu, stabilisation: vector.stabilizationPrice }
  expect(ids(byPrice(options, scale))).toEqual(vector.expected)
})
