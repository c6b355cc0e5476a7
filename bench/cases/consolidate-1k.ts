import { sha256Hex } from '../../src/base/digest.ts'
import { randomStream } from '../../src/base/random.ts'
import { runUntil } from '../../src/engine/kernel.ts'
import { nodeAutoscalerView } from '../../src/engine/node-what-if/view.ts'
import { karpenter } from '../../src/policies/node-autoscaler/karpenter.ts'
import type { NodeAutoscalerView } from '../../src/policies/node-autoscaler/types.ts'
import { newRun } from '../../src/simulate.ts'
import type { BenchCase } from '../case.ts'
import { scenarioOf } from '../run-text.ts'

const PODS_PER_NODE = 20

/** Twenty pods to a node of 16 cores, of which they leave 0.4 on average: less than any of them asks for, so nothing can be found and everything is tried. */
function scenarioText(nodes: number): string {
  const workloads = [700, 720, 740, 760, 800, 820, 840, 860].map(
    (cpu, i) => `
  - name: web-${i}
    replicas: ${(nodes * PODS_PER_NODE) / 8}
    requests: { cpu: ${cpu}m, memory: 2Gi }
    service: { load: 1/s, capacityPerReplica: 10/s }`,
  )
  return `
apiVersion: simcap/v1
name: consolidate
duration: 1h
cluster:
  nodePools:
    - { name: general, count: ${nodes}, instanceTypes: [general-16, general-8, general-4, compute-16], limits: { max: ${nodes * 2} } }
workloads:${workloads.join('')}
policies:
  placement: least-allocated
`
}

export const consolidate1k: BenchCase = {
  name: 'consolidate-1k',
  doc: 'One consolidation pass of karpenter over 1,000 nodes with 20,000 pods: every node is asked what it would take to be without it.',
  unit: 'nodes/s',
  sizes: { small: 40, full: 1000 },
  floor: 500,
  prepare(size) {
    const scenario = scenarioOf(scenarioText(size))
    const run = newRun(scenario, scenario.variants[0])
    runUntil(run, 0, () => false)
    const policy = karpenter.create(karpenter.options.parse({ disruptionBudget: '100%' }), randomStream(1, 'bench'))
    return () => {
      const view = nodeAutoscalerView(run)
      const answers: unknown[] = []
      const asked: NodeAutoscalerView = Object.assign(Object.create(view) as NodeAutoscalerView, {
        wouldReplace: (...asks: Parameters<typeof view.wouldReplace>) => {
          const answer = view.wouldReplace(...asks)
          answers.push([asks[0].length, answer.fits])
          return answer
        },
      })
      policy.decide(asked)
      return { work: size, hash: sha256Hex(JSON.stringify(answers)) }
    }
  },
}
