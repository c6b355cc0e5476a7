import { describe, expect } from 'vitest'
import { nodeName } from '../../src/policies/filter/node-name.ts'
import { nodePorts } from '../../src/policies/filter/node-ports.ts'
import { nodeUnschedulable } from '../../src/policies/filter/node-unschedulable.ts'
import type { FilterPlugin } from '../../src/policies/placement/types.ts'
import { type ClusterCase, clusterOf, verdictsOf } from './cluster-of.ts'
import { type ExpectedVerdict, expectVerdicts, statusOf } from './expect-verdicts.ts'
import { conform, vectors } from './vectors.ts'

interface FilterCase extends ClusterCase {
  readonly name: string
  readonly expectedPreFilter?: string
  readonly expected: Readonly<Record<string, ExpectedVerdict>>
}

interface Port {
  readonly protocol: string
  readonly hostIP: string
  readonly hostPort: number
}

interface SimpleFile {
  readonly nodePorts: readonly FilterCase[]
  readonly hostPortConflicts: readonly {
    readonly name: string
    readonly used: readonly Port[]
    readonly check: Port
    readonly conflict: boolean
  }[]
  readonly nodeName: readonly FilterCase[]
  readonly nodeUnschedulable: readonly FilterCase[]
}

const file = vectors<SimpleFile>('simple_filters.json')

describe.each([
  { list: 'nodePorts', plugin: nodePorts },
  { list: 'nodeName', plugin: nodeName },
  { list: 'nodeUnschedulable', plugin: nodeUnschedulable },
] as const)('$plugin.name', ({ list, plugin }) => {
  conform(`simple_filters.json ${list}`, file?.[list], (vector) => {
    const verdicts = verdictsOf(clusterOf(vector), plugin as FilterPlugin)
    expectVerdicts(verdicts, vector)
  })
})

describe('NodePorts', () => {
  conform('simple_filters.json hostPortConflicts', file?.hostPortConflicts, ({ used, check, conflict }) => {
    const built = clusterOf({
      nodes: [{ name: 'node1' }],
      existingPods: [{ nodeName: 'node1', containers: [{ ports: used }] }],
      pod: { containers: [{ ports: [check] }] },
    })
    const verdicts = verdictsOf(built, nodePorts as FilterPlugin)
    const verdict = verdicts === 'Skip' ? null : (verdicts.get('node1') ?? null)
    expect(statusOf(verdict)).toBe(conflict ? 'Unschedulable' : 'Success')
  })
})
