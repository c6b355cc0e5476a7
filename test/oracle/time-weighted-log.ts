/** A level from an instant on. */
export interface Change {
  readonly atUs: number
  readonly level: number
}

interface Stretch {
  readonly fromUs: number
  readonly untilUs: number
  readonly level: number
}

/** Stretches of constant level from time 0 (level 0) to the end; the last change at an instant wins. */
function stretches(log: readonly Change[], endUs: number): Stretch[] {
  const instants = [...new Set([0, ...log.map(({ atUs }) => atUs), endUs])].sort((a, b) => a - b)
  return instants.slice(1).map((untilUs, i) => {
    const fromUs = instants[i]
    return { fromUs, untilUs, level: log.findLast(({ atUs }) => atUs <= fromUs)?.level ?? 0 }
  })
}

/** The slow, obvious twin of `TimeWeighted`: every bucket looks at the whole log of changes. */
export function fromLog(log: readonly Change[], endUs: number, bucketUs: number, buckets: number) {
  const all = stretches(log, endUs)
  const within = (startUs: number, stopUs: number) =>
    all
      .map(({ fromUs, untilUs, level }) => ({ level, us: Math.min(untilUs, stopUs) - Math.max(fromUs, startUs) }))
      .filter(({ us }) => us > 0)
  const area = (parts: readonly { level: number; us: number }[]) =>
    parts.reduce((sum, { level, us }) => sum + (level * us) / 1e6, 0)
  const max = (parts: readonly { level: number }[]) => parts.reduce((most, { level }) => Math.max(most, level), 0)
  const perBucket = Array.from({ length: buckets }, (_, i) => within(i * bucketUs, (i + 1) * bucketUs))
  const whole = within(0, endUs)
  return { area: area(whole), max: max(whole), bucketArea: perBucket.map(area), bucketMax: perBucket.map(max) }
}
