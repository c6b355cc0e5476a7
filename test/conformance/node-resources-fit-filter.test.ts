import { describe, expect } from 'vitest'
import { nodeResourcesFit } from '../../src/policies/filter/node-resources-fit.ts'
import type { FilterPlugin } from '../../src/policies/placement/types.ts'
import { type ClusterCase, clusterOf, verdictsOf } from './cluster-of.ts'
import { type ExpectedVerdict, expectVerdicts } from './expect-verdicts.ts'
import { conform, vectors } from './vectors.ts'

interface Shortage {
  readonly resource: string
  readonly requested: number
  readonly used: number
  readonly capacity: number
  readonly unresolvable: boolean
}

interface FitCase extends ClusterCase {
  readonly name: string
  readonly args?: Readonly<Record<string, unknown>>
  readonly features?: Readonly<Record<string, boolean>>
  readonly deviceClasses?: readonly { readonly extendedResourceName?: string }[]
  readonly expectedPreFilter?: string
  readonly expected: Readonly<Record<string, ExpectedVerdict & { readonly insufficient?: readonly Shortage[] }>>
}

function notModelled({ pod, nodes, features = {}, deviceClasses = [] }: FitCase): string | null {
  const { containers = [], initContainers = [] } = pod
  if (features.SidecarContainers === false && initContainers.some(({ restartPolicy }) => restartPolicy === 'Always')) {
    return 'a gate that has been locked on since Kubernetes 1.33'
  }
  const served = deviceClasses.map(({ extendedResourceName }) => extendedResourceName ?? '')
  const asked = [...containers, ...initContainers].flatMap(({ requests = {} }) => Object.keys(requests))
  const byDevice = asked.filter((name) => served.includes(name) && nodes.some((node) => !node.allocatable?.[name]))
  if (features.DRAExtendedResource === true && byDevice.length > 0)
    return `${byDevice[0]} comes from dynamic resource allocation`
  return null
}

describe('NodeResourcesFit filter', () => {
  const file = vectors<{ cases: FitCase[] }>('fit_filter.json')
  conform(
    'fit_filter.json',
    file?.cases,
    (vector) => {
      const built = clusterOf(vector)
      const verdicts = verdictsOf(built, nodeResourcesFit as FilterPlugin, vector.args ?? {})
      expectVerdicts(verdicts, vector)
      const { nodes, resources } = built.cluster
      for (const [node, { insufficient = [] }] of Object.entries(vector.expected)) {
        const row = built.rowOf(node)
        for (const { resource, requested, used, capacity } of insufficient) {
          const r = resources.indexOf(resource)
          const found =
            resource === 'pods'
              ? [1, nodes.podCount[row], nodes.maxPods[row]]
              : [built.podClass.requests[r], nodes.requested[r][row], nodes.allocatable[r][row]]
          expect(found, `${resource} requested, used, capacity`).toEqual([requested, used, capacity].map(Number))
        }
      }
    },
    notModelled,
  )
})
