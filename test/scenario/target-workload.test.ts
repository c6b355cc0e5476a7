import { expect, test } from 'vitest'
import { simulate } from '../../src/simulate.ts'
import { filesOf, load } from './loading.ts'

/** One card, of which 400 are taken: 600 are idle. */
const text = (target: string) => `apiVersion: simcap/v1
name: cards
duration: 1h
cluster:
  nodePools: [{ name: cards, count: 1, capacity: { cpu: 32, memory: 64Gi }, gpus: { model: T4, count: 1 } }]
  ${target}
workloads:
  - name: speech
    requests: { cpu: 1, memory: 1Gi }
    gpu: { milli: 400 }
    service: { load: 1/s, capacityPerReplica: 1/s }
`

function fragmentOf(target: string): number | null {
  const scenario = load(text(target))
  return simulate(scenario, scenario.variants[0]).summary['gpu.fragment.end']
}

test.each([
  ['the pods of the workloads themselves: 400 of 600', '', 0],
  [
    'whole cards, three times as often as shares of 500',
    '[{ gpu: { count: 1 }, weight: 3 }, { gpu: { milli: 500 } }]',
    0.45,
  ],
  ['another model', '[{ gpu: { milli: 100, models: [A100] } }]', 0.6],
  ['pods without a GPU', '[{ requests: { cpu: 2 } }]', 0.6],
  ['more cpu than the 31 cores that are left', '[{ requests: { cpu: 32 }, gpu: { milli: 100 } }]', 0.6],
])('what idles is held against %s', (_, target, fragment) => {
  expect(fragmentOf(target === '' ? '' : `targetWorkload: ${target}`)).toBeCloseTo(fragment, 12)
})

test('it goes before that of a trace', () => {
  const traced = `apiVersion: simcap/v1
name: traced
duration: 1h
import: { openb: { nodes: nodes.csv, pods: pods.csv, mode: inflate } }
`
  const files = filesOf({
    'nodes.csv': 'sn,cpu_milli,memory_mib,gpu,model\nn0,64000,262144,2,T4\n',
    'pods.csv': 'name,cpu_milli,memory_mib,num_gpu,gpu_milli\na,4000,1024,1,300\n',
  })
  const target = (more: string) => load(traced + more, { files }).variants[0].cluster.targetWorkload
  expect(target('')?.map(({ cpuMilli }) => cpuMilli)).toEqual([4000])
  expect(target('cluster: { targetWorkload: [{ requests: { cpu: 2 } }] }\n')).toEqual([
    { cpuMilli: 2000, gpu: null, share: 1 },
  ])
})
