export const MIB = 1024 * 1024
export const GIB = 1024 * MIB
export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** Amounts as people say them: cores, GiB, GiB of disk, and extended resources by name. */
export interface Said {
  readonly cpu?: number
  readonly memory?: number
  readonly disk?: number
  readonly [extended: `${string}/${string}`]: number
}

export function amounts({ cpu, memory, disk, ...extended }: Said): Record<string, number> {
  return {
    ...(cpu === undefined ? {} : { cpu: Math.round(cpu * 1000) }),
    ...(memory === undefined ? {} : { memory: Math.round(memory * GIB) }),
    ...(disk === undefined ? {} : { 'ephemeral-storage': Math.round(disk * GIB) }),
    ...extended,
  }
}
