interface ScaleEvent {
  change: number
  atUs: number
  outdated: boolean
}

/** Changes in one direction, kept for as long as the longest period of a policy. */
export class ScaleEvents {
  readonly log: ScaleEvent[] = []

  note(change: number, nowUs: number, longestPeriodUs: number): void {
    let reused: ScaleEvent | null = null
    for (const event of this.log) {
      if (nowUs - event.atUs > longestPeriodUs) event.outdated = true
      if (event.outdated) reused = event
    }
    if (reused === null) this.log.push({ change, atUs: nowUs, outdated: false })
    else {
      reused.change = change
      reused.atUs = nowUs
      reused.outdated = false
    }
  }

  /** By how much replicas have changed within the period; a change exactly that old is out. */
  within(periodUs: number, nowUs: number): number {
    let change = 0
    for (const event of this.log) if (nowUs - event.atUs < periodUs) change += event.change
    return change
  }
}
