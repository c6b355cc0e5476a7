import type { Random } from '../base/random.ts'
import type { TracePod } from './openb-rows.ts'

/** One pod of a run: when it comes, and how long it works once it runs (∞: to the end). */
export interface Arrival {
  /** Position in the pod list. */
  readonly pod: number
  readonly atUs: number
  readonly durationUs: number
}

type Listed = readonly (TracePod | null)[]

const US_PER_SECOND = 1_000_000

/** Every pod at its own time, for as long as it lived. What has no times never comes. */
export function replayed(pods: Listed, untilUs: number): Arrival[] {
  return pods.flatMap((pod, index) => {
    if (pod === null || pod.createdSeconds === null || pod.deletedSeconds === null) return []
    const atUs = pod.createdSeconds * US_PER_SECOND
    const durationUs = (pod.deletedSeconds - pod.createdSeconds) * US_PER_SECOND
    return atUs < untilUs ? [{ pod: index, atUs, durationUs }] : []
  })
}

/** Pods in the given order, evenly over the run; none ever leaves. */
export function inOrder(order: readonly number[], untilUs: number): Arrival[] {
  return order.map((pod, step) => ({
    pod,
    atUs: Math.floor((step * untilUs) / order.length),
    durationUs: Number.POSITIVE_INFINITY,
  }))
}

/**
 * The list shuffled, and pods drawn from it again until together they ask for `limitMilli` of GPU; a list that asks for more is
 * thinned instead (Weng et al., USENIX ATC 2023, as their simulator does it: a draw is tested by what it asks of one device, and
 * counted in full).
 */
export function inflated(pods: Listed, limitMilli: number, random: Random): number[] {
  const usable = pods.flatMap((pod, index) => (pod === null ? [] : [index]))
  const milliOf = (index: number) => {
    const gpu = pods[index]?.gpu
    return gpu ? gpu.count * gpu.milli : 0
  }
  const order = shuffled(usable, random)
  let asked = order.reduce((sum, index) => sum + milliOf(index), 0)
  while (asked > limitMilli) {
    const [gone] = order.splice(random.int(order.length), 1)
    asked -= milliOf(gone)
  }
  if (order.length < usable.length || !usable.some((index) => milliOf(index) > 0)) return order
  for (;;) {
    const drawn = usable[random.int(usable.length)]
    if (asked + (pods[drawn]?.gpu?.milli ?? 0) > limitMilli) return order
    order.push(drawn)
    asked += milliOf(drawn)
  }
}

/** Fisher and Yates. */
export function shuffled(list: readonly number[], random: Random): number[] {
  const order = [...list]
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.int(i + 1)
    const kept = order[i]
    order[i] = order[j]
    order[j] = kept
  }
  return order
}
