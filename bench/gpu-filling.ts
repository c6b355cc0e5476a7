import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { randomStream } from '../src/base/random.ts'
import type { ScenarioFiles } from '../src/scenario/input-files.ts'
import type { Outcome } from './case.ts'
import { podsCreated, timedRun } from './run-text.ts'

/** Arrivals and nodes of the published FGD study with seed 42 (Weng et al., USENIX ATC 2023). */
export const PUBLISHED_ARRIVALS = 10_866
const PUBLISHED_NODES = 1213

/** Invented nodes: cpu, MiB, devices, model and how often. */
const NODES = [
  { text: '96000,393216,2,T4', weight: 8 },
  { text: '64000,262144,2,P100', weight: 3 },
  { text: '96000,786432,8,A100', weight: 8 },
  { text: '128000,524288,8,V100', weight: 2 },
  { text: '64000,262144,0,', weight: 4 },
] as const

/** Invented pods: cpu, MiB, devices, thousandths of each, models and how often. */
const PODS = [
  { text: '4000,8192,0,0,', weight: 13 },
  { text: '3000,10240,1,250,', weight: 12 },
  { text: '6000,16384,1,460,', weight: 14 },
  { text: '8000,20480,1,700,T4', weight: 8 },
  { text: '11000,49152,1,1000,', weight: 38 },
  { text: '16000,65536,1,1000,A100|V100', weight: 6 },
  { text: '24000,98304,2,1000,', weight: 3 },
  { text: '64000,262144,8,1000,', weight: 6 },
] as const

const PODS_HEADER = 'name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec'

/** One run that fills a GPU cluster; at the full size with the published trace, where it is there, else with the invented one. */
export function filledCluster(arrivals: number, placement: string, seed: number): Outcome {
  const files = (arrivals === PUBLISHED_ARRIVALS ? published(seed) : null) ?? invented(arrivals, seed)
  const text = `
apiVersion: simcap/v1
name: filled
duration: 12h
import: { openb: { nodes: nodes.csv, pods: pods.csv, mode: order, order: order.json } }
policies: { placement: ${placement} }
`
  return timedRun(text, podsCreated, {
    readText: (path) => (path in files ? { text: files[path] } : { problem: 'is not part of the benchmark' }),
  } satisfies ScenarioFiles)
}

function published(seed: number): Record<string, string> | null {
  const data = process.env['SIMCAP_DATA'] ?? '../shared/data'
  const order = join(data, 'fgd', `openb_pod_list_default_seed${seed}.json.gz`)
  if (!existsSync(order)) return null
  return {
    'nodes.csv': readFileSync(join(data, 'openb', 'openb_node_list_gpu_node.csv'), 'utf8'),
    'pods.csv': readFileSync(join(data, 'openb', 'openb_pod_list_default.csv'), 'utf8'),
    'order.json': gunzipSync(readFileSync(order)).toString('utf8'),
  }
}

function invented(arrivals: number, seed: number): Record<string, string> {
  const random = randomStream(seed, 'bench/gpu-filling')
  const draw = (kinds: readonly { readonly text: string; readonly weight: number }[]): string => {
    const dealt = kinds.flatMap(({ text, weight }) => Array.from({ length: weight }, () => text))
    return dealt[random.int(dealt.length)]
  }
  const count = Math.ceil((arrivals * PUBLISHED_NODES) / PUBLISHED_ARRIVALS)
  const nodes = Array.from({ length: count }, (_, i) => `node-${i},${draw(NODES)}`)
  const pods = Array.from({ length: arrivals }, (_, i) => `pod-${i},${draw(PODS)}`)
  return {
    'nodes.csv': ['sn,cpu_milli,memory_mib,gpu,model', ...nodes].join('\n'),
    'pods.csv': [PODS_HEADER, ...pods].join('\n'),
    'order.json': JSON.stringify({ podRows: pods.map((_, i) => i) }),
  }
}
