const SECOND = 1_000_000

export interface TwinRules {
  readonly popFromBackoff: boolean
}

interface WaitingPod {
  readonly sequence: number
  readonly podClass: number
  readonly priority: number
  /** Who it fails with: others of its class that are promised as much; nobody, where it is alone. */
  kin: 'class' | 'promised' | 'promised alone' | 'alone'
  timestampUs: number
  attempts: number
  place: 'active' | 'backoff' | 'unschedulable'
}

/**
 * The slow twin of `SchedulingQueue`: every pod by itself in one of three places, every second looked at. Two things it shares with it:
 * pods of one class that could be tried at an instant fail together, and what is known to fail is not tried again when it is new.
 */
export class TwinQueue {
  readonly pods: WaitingPod[] = []
  private readonly rules: TwinRules
  private readonly knownToFail = new Set<number>()
  private nowUs = 0
  private chosen: WaitingPod | null = null

  constructor(rules: TwinRules) {
    this.rules = rules
  }

  /** Time passes: every second backed-off pods become active, every 30 seconds those are tried that were set aside for 5 minutes. */
  advance(toUs: number): void {
    for (let tick = Math.floor(this.nowUs / SECOND + 1) * SECOND; tick <= toUs; tick += SECOND) {
      for (const pod of this.pods) if (pod.place === 'backoff' && this.expiryUs(pod) < tick) pod.place = 'active'
      if (tick % (30 * SECOND) !== 0) continue
      for (const pod of this.pods) {
        if (pod.place === 'unschedulable' && tick - pod.timestampUs > 300 * SECOND) this.moveUp(pod, tick)
      }
    }
    this.nowUs = toUs
  }

  add(sequence: number, podClass: number, priority: number, isDifferent: boolean): void {
    if (isDifferent) this.knownToFail.delete(podClass)
    const fails = this.knownToFail.has(podClass)
    const place = fails ? 'unschedulable' : 'active'
    this.pods.push({
      sequence,
      podClass,
      priority,
      kin: 'class',
      timestampUs: this.nowUs,
      attempts: fails ? 1 : 0,
      place,
    })
  }

  withdraw(sequence: number): void {
    this.pods.splice(
      this.pods.findIndex((pod) => pod.sequence === sequence),
      1,
    )
  }

  next(): number | null {
    const active = this.pods.filter(({ place }) => place === 'active').sort(inTurn)
    const backingOff = this.pods
      .filter(({ place }) => place === 'backoff' && this.rules.popFromBackoff)
      .sort((a, b) => this.expiryUs(a) - this.expiryUs(b) || inTurn(a, b))
    this.chosen = active[0] ?? backingOff[0] ?? null
    return this.chosen?.sequence ?? null
  }

  placed(): void {
    const pod = this.chosen as WaitingPod
    if (pod.kin === 'class') this.knownToFail.delete(pod.podClass)
    this.withdraw(pod.sequence)
  }

  failed(): void {
    const { podClass, kin, sequence } = this.chosen as WaitingPod
    if (kin === 'promised alone') {
      this.promised()
      return
    }
    if (kin === 'class') this.knownToFail.add(podClass)
    for (const pod of this.pods) {
      const alike = kin === 'alone' ? pod.sequence === sequence : pod.podClass === podClass && pod.kin === kin
      if (alike && (pod.place === 'active' || (pod.place === 'backoff' && this.rules.popFromBackoff)))
        this.setAside(pod)
    }
  }

  promised(): void {
    const pod = this.chosen as WaitingPod
    pod.kin = 'promised'
    this.setAside(pod)
  }

  kinOf(sequence: number): WaitingPod['kin'] {
    return this.pods.find((pod) => pod.sequence === sequence)?.kin ?? 'class'
  }

  singleOut(sequence: number): void {
    for (const pod of this.pods) if (pod.sequence === sequence && pod.kin === 'promised') pod.kin = 'promised alone'
  }

  promiseBroken(sequence: number): void {
    for (const pod of this.pods) if (pod.sequence === sequence) pod.kin = 'alone'
  }

  happened(helps: (podClass: number) => boolean): void {
    for (const podClass of this.knownToFail) if (helps(podClass)) this.knownToFail.delete(podClass)
    for (const pod of this.pods) if (pod.place === 'unschedulable' && helps(pod.podClass)) this.moveUp(pod, this.nowUs)
  }

  /** Who failed and is not about to be tried, those aside for whom a node is being emptied. */
  unschedulable(): number[] {
    const { popFromBackoff } = this.rules
    return this.pods
      .filter(
        ({ kin, place }) =>
          !kin.startsWith('promised') && (place === 'unschedulable' || (place === 'backoff' && !popFromBackoff)),
      )
      .map(({ sequence }) => sequence)
  }

  private setAside(pod: WaitingPod): void {
    pod.attempts++
    pod.timestampUs = this.nowUs
    pod.place = 'unschedulable'
  }

  private moveUp(pod: WaitingPod, nowUs: number): void {
    pod.place = this.expiryUs(pod) >= this.windowOf(nowUs) ? 'backoff' : 'active'
  }

  private expiryUs({ attempts, timestampUs }: WaitingPod): number {
    const seconds = [0, 1, 2, 4, 8][attempts] ?? 10
    return this.windowOf(timestampUs + seconds * SECOND)
  }

  private windowOf(timeUs: number): number {
    return this.rules.popFromBackoff ? Math.floor(timeUs / SECOND) * SECOND : timeUs
  }
}

function inTurn(a: WaitingPod, b: WaitingPod): number {
  return b.priority - a.priority || a.timestampUs - b.timestampUs || a.sequence - b.sequence
}
