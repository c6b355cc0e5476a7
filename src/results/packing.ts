import type { Packing } from '../metrics/packing.ts'
import { ABSENT, BOOTING, FULL } from './packing-bytes.ts'
import type { PackingRecord } from './types.ts'

/** What the report's heat map is drawn from: one byte per row, instant and resource. */
export function packingRecord(
  packing: Packing,
  pools: readonly string[],
  resources: readonly string[],
): PackingRecord | null {
  const rows = packing.pools.flatMap(({ rows }, p) => rows.map((row) => ({ ...row, pool: pools[p] })))
  if (rows.length === 0) return null
  const { samples } = packing
  const watched = [...packing.resources.map((resource) => resources[resource]), ...(packing.gpus ? ['gpu'] : [])]
  const stride = 2 * watched.length + 2
  const shares = watched.map((_, r) => {
    const bytes = new Uint8Array(rows.length * samples)
    rows.forEach(({ sums }, row) => {
      for (let at = 0; at < samples; at++) bytes[row * samples + at] = byteOf(sums, at * stride, r, stride)
    })
    return Buffer.from(bytes).toString('base64')
  })
  return {
    everySeconds: packing.everyUs / 1e6,
    samples,
    rows: rows.map(({ name, pool, nodes }) => ({ name, pool, nodes })),
    resources: watched,
    shares,
  }
}

function byteOf(sums: Float64Array, cell: number, resource: number, stride: number): number {
  const [ready, booting] = [sums[cell + stride - 2], sums[cell + stride - 1]]
  if (ready === 0) return booting > 0 ? BOOTING : ABSENT
  const allocatable = sums[cell + 2 * resource + 1]
  return allocatable === 0 ? ABSENT : Math.min(FULL, Math.round((sums[cell + 2 * resource] / allocatable) * FULL))
}
