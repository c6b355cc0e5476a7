import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { NON_ZERO_CPU_MILLI, NON_ZERO_MEMORY_BYTES } from '../../src/cluster/pod-class.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { SCORES } from '../../src/policies/score/registry.ts'
import { podTemplate } from '../builders/model.ts'
import { bindNew, clusterOf, scoresOf } from '../builders/nodes.ts'
import { readVectors } from './vectors.ts'

type Container = Readonly<Record<string, number>>

/** Kubernetes' own tables: cpu in milli-CPU, memory in bytes. */
interface Case {
  readonly name: string
  readonly resources: readonly { readonly name: string; readonly weight: number }[]
  readonly pod?: { readonly containers: readonly Container[] }
  readonly nodes?: readonly { readonly name: string; readonly allocatable: Container }[]
  readonly existingPods?: readonly { readonly node: string; readonly containers: readonly Container[] }[]
  readonly expected?: Readonly<Record<string, number>>
  readonly expectedStatus?: string
  readonly expectedConfigError?: string
}

const DEFAULTS: Container = { cpu: NON_ZERO_CPU_MILLI, memory: NON_ZERO_MEMORY_BYTES }

/**
 * Containers as one template that the scheduler cannot tell from them: sums over containers, a missing cpu or memory counted with its
 * default as the scheduler does per container. A pod without any container requests a written 0.
 */
function templateOf(containers: readonly Container[]): PodTemplate {
  const names = new Set(['cpu', 'memory', ...containers.flatMap((container) => Object.keys(container))])
  const requests: Record<string, number> = {}
  for (const name of names) {
    requests[name] = containers.reduce((sum, container) => sum + (container[name] ?? DEFAULTS[name] ?? 0), 0)
  }
  return { ...podTemplate({}), requests }
}

function scores(plugin: string, { resources, pod, nodes = [], existingPods = [] }: Case): Record<string, number> {
  const allocatable = nodes.flatMap((node) => Object.keys(node.allocatable))
  const extended = [...new Set(allocatable)].filter((name) => !(BASE_RESOURCES as readonly string[]).includes(name))
  const shapes = nodes.map(({ name, allocatable: has }) => ({
    name,
    shape: { capacity: has, allocatable: has, maxPods: 110, labels: {}, taints: [] },
  }))
  const cluster = clusterOf(shapes, extended)
  for (const { node, containers } of existingPods) {
    bindNew(
      cluster,
      templateOf(containers),
      nodes.findIndex(({ name }) => name === node),
    )
  }
  const values = scoresOf(cluster, plugin, cluster.podClass(templateOf(pod?.containers ?? [])), { resources })
  return Object.fromEntries(nodes.map(({ name }, i) => [name, values[i]]))
}

const TABLES = [
  { file: 'least_allocated.json', plugin: 'LeastAllocated' },
  { file: 'most_allocated.json', plugin: 'MostAllocated' },
].map(({ file, plugin }) => ({
  file,
  plugin,
  vectors: readVectors(file) as { readonly cases: readonly Case[] } | null,
}))

describe.each(TABLES)('$plugin, as kube-scheduler computes it', ({ file, plugin, vectors }) => {
  const cases = vectors?.cases ?? []
  const isRefused = (each: Case) => each.expectedConfigError !== undefined || each.expectedStatus === 'Error'
  const scored = cases.filter((each) => !isRefused(each))
  const refused = cases.filter(isRefused)
  let compared = 0
  afterAll(() => {
    if (vectors !== null) console.log(`${file}: ${compared} of ${cases.length} cases compared`)
  })

  test.skipIf(vectors === null)('the table has cases', () => expect(cases).not.toEqual([]))

  test.each(scored)('$name', (each) => {
    compared += 1
    expect(scores(plugin, each)).toEqual(each.expected)
  })

  // What kube-scheduler finds wrong when it starts or scores is an option that a scenario cannot have.
  test.each(refused)('$name', ({ resources }) => {
    compared += 1
    const options = SCORES.find(({ name }) => name === plugin)?.options ?? z.never()
    const { error } = z.safeDecode(options, { resources } as never)
    const place = resources.length === 0 ? ['resources'] : ['resources', expect.any(Number), 'weight']
    expect(error?.issues[0].path).toEqual(place)
  })
})
