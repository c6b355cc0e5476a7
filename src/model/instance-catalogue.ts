import type { Amounts } from './amounts.ts'

/** A machine that one can rent: what it has and what an hour costs. */
export interface InstanceType {
  readonly name: string
  readonly capacity: Amounts
  readonly pricePerHour: number
  /** Null: not sold as spot. */
  readonly spotPricePerHour: number | null
}

const GIB = 1024 * 1024 * 1024

/** Price of a core and of a GiB for an hour, about what large providers charged in US dollars in 2025; spot is a third of it. */
const CORE_PRICE = 0.034
const GIB_PRICE = 0.0045
const SPOT_SHARE = 0.35
const GPU_PRICE = 0.7

function family(name: string, gibPerCore: number, cores: readonly number[]): InstanceType[] {
  return cores.map((cpu) => machine(`${name}-${cpu}`, cpu, cpu * gibPerCore, 0))
}

function machine(name: string, cores: number, gib: number, gpus: number): InstanceType {
  const price = cores * CORE_PRICE + gib * GIB_PRICE + gpus * GPU_PRICE
  return {
    name,
    capacity: { cpu: cores * 1000, memory: gib * GIB, ...(gpus === 0 ? {} : { 'nvidia.com/gpu': gpus }) },
    pricePerHour: rounded(price),
    spotPricePerHour: rounded(price * SPOT_SHARE),
  }
}

const rounded = (price: number): number => Math.round(price * 10_000) / 10_000

/** Machines of no provider in particular, so that a study can begin without a price list. */
export const INSTANCE_CATALOGUE: readonly InstanceType[] = [
  ...family('general', 4, [2, 4, 8, 16, 32, 64]),
  ...family('compute', 2, [2, 4, 8, 16, 32, 64]),
  ...family('memory', 8, [2, 4, 8, 16, 32, 64]),
  machine('gpu-8-1', 8, 32, 1),
  machine('gpu-32-4', 32, 128, 4),
]
