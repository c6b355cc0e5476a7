import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ScorePlugin } from '../../src/policies/placement/types.ts'
import { nodeResourcesBalancedAllocation } from '../../src/policies/score/node-resources-balanced-allocation.ts'
import { nodeResourcesFit, scoreAt } from '../../src/policies/score/node-resources-fit.ts'
import { type ClusterCase, clusterOf, scoresOf } from './cluster-of.ts'
import { conform, vectors } from './vectors.ts'

interface ScoreCase extends ClusterCase {
  readonly name: string
  readonly resources: readonly { readonly name: string; readonly weight: number }[]
  readonly shape?: readonly { readonly utilization: number; readonly score: number }[]
  readonly expected?: Readonly<Record<string, number | string>>
  readonly expectedSkip?: boolean
  /** The plugin refuses to score. */
  readonly expectedStatus?: string
  /** The configuration is refused; what is to blame. */
  readonly expectedConfigError?: string
}

interface ScoreFile {
  readonly cases: readonly ScoreCase[]
  readonly piecewiseLinear?: readonly {
    readonly shape: readonly (readonly [number, number])[]
    readonly points: readonly (readonly [number, number])[]
  }[]
}

/** Runs a file on a plugin; `optionsOf` writes a case's settings as the plugin's arguments. */
function conformFile(file: string, plugin: ScorePlugin, optionsOf: (vector: ScoreCase) => unknown): ScoreFile | null {
  const found = vectors<ScoreFile>(file)
  conform(file, found?.cases, (vector) => {
    const options = optionsOf(vector)
    if (vector.expectedConfigError !== undefined || vector.expectedStatus === 'Error') {
      // kube-scheduler turns a score over no resources down when it scores; here it is turned down before anything runs.
      const paths = issuePaths(plugin, options)
      const blamed = vector.expectedConfigError?.split(' ')[0] ?? 'resources'
      expect(paths.map((path) => path.replace('scoringStrategy.', ''))).toEqual([blamed])
      return
    }
    const scores = scoresOf(clusterOf(vector), plugin, options)
    if (vector.expectedSkip === true) expect(scores).toBe('Skip')
    else
      expect(scores).toEqual(
        new Map(Object.entries(vector.expected ?? {}).map(([node, score]) => [node, Number(score)])),
      )
  })
  return found
}

/** Where the issues of refused options are: `resources[1].weight`. */
function issuePaths(plugin: ScorePlugin, options: unknown): string[] {
  const decoded = z.safeDecode(plugin.options, options)
  const issues = decoded.success ? [] : decoded.error.issues
  return issues.map(({ path }) =>
    path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`)).join(''),
  )
}

const fit = nodeResourcesFit as ScorePlugin
const balanced = nodeResourcesBalancedAllocation as ScorePlugin

describe('NodeResourcesFit', () => {
  conformFile('least_allocated.json', fit, ({ resources }) => ({
    scoringStrategy: { type: 'LeastAllocated', resources },
  }))

  conformFile('most_allocated.json', fit, ({ resources }) => ({
    scoringStrategy: { type: 'MostAllocated', resources },
  }))

  const ratio = conformFile('requested_to_capacity_ratio.json', fit, ({ resources, shape }) => ({
    scoringStrategy: { type: 'RequestedToCapacityRatio', resources, requestedToCapacityRatio: { shape } },
  }))

  for (const { shape, points } of ratio?.piecewiseLinear ?? []) {
    test(`a line through ${JSON.stringify(shape)}`, () => {
      const line = shape.map(([utilization, score]) => ({ utilization, score }))
      expect(points.map(([utilization]) => [utilization, scoreAt(line, utilization)])).toEqual(points)
    })
  }
  const points = (ratio?.piecewiseLinear ?? []).reduce((sum, line) => sum + line.points.length, 0)
  console.log(
    `conformance: requested_to_capacity_ratio.json: ${points} points of ${ratio?.piecewiseLinear?.length ?? 0} lines`,
  )
})

describe('NodeResourcesBalancedAllocation', () => {
  conformFile('balanced_allocation.json', balanced, ({ resources }) => ({ resources }))
  conformFile('balanced_allocation_legacy_v1_35.json', balanced, ({ resources }) => ({ resources, formula: 'v1.35' }))
})
