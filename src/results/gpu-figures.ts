import type { GpuLevels } from '../metrics/gpu-levels.ts'
import type { TimeWeighted } from '../metrics/time-weighted.ts'
import type { Summary } from './types.ts'

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** What of the GPUs was allocated, and what was of no use; nothing where there are none. */
export function gpuSummary(gpus: GpuLevels | null): Summary {
  if (gpus === null) return {}
  const { total, allocated, fragment } = gpus
  return {
    'gpu.allocated.mean': ratio(allocated.area, total.area),
    'gpu.allocated.end': ratio(allocated.level, total.level),
    'gpu.fragment.mean': ratio(fragment.area, total.area),
    'gpu.fragment.end': ratio(fragment.level, total.level),
    'gpu.fragment.ofIdle.end': ratio(fragment.level, total.level - allocated.level),
  }
}

/** The same over time, in devices, with what pods ask for and the causes of fragmentation. */
export function gpuLevels(
  gpus: GpuLevels | null,
): { readonly name: string; readonly of: string | null; readonly level: TimeWeighted }[] {
  if (gpus === null) return []
  return [
    { name: 'gpu.total', of: null, level: gpus.total },
    { name: 'gpu.asked', of: null, level: gpus.asked },
    { name: 'gpu.allocated', of: null, level: gpus.allocated },
    { name: 'gpu.fragment', of: null, level: gpus.fragment },
    ...gpus.fragmentBy.map((level, cause) => ({ name: 'gpu.fragmentBy', of: gpus.causes[cause], level })),
  ]
}
