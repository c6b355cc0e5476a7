import type { PodSample } from '../metrics/pod-sample.ts'
import type { PodRecord } from './types.ts'

export function podRecords(sample: PodSample, workloads: readonly string[]): PodRecord[] {
  return sample.kept.map(({ pod: { workload, number, node, atUs } }) => ({
    workload: workloads[workload],
    number,
    node,
    atSeconds: Array.from(atUs, (us) => (us < 0 ? null : us / 1e6)),
  }))
}
