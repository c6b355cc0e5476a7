interface Recommendation {
  replicas: number
  atUs: number
}

/**
 * What an autoscaler would have done of late. A slot older than every window is used again, so that the log stays as long as the
 * windows are.
 */
export class Recommendations {
  readonly log: Recommendation[] = []

  note(replicas: number, nowUs: number, longestWindowUs: number): void {
    let expired = -1
    for (let i = 0; i < this.log.length; i++) if (nowUs - this.log[i].atUs >= longestWindowUs) expired = i
    const slot = this.log[expired]
    if (slot === undefined) this.log.push({ replicas, atUs: nowUs })
    else {
      slot.replicas = replicas
      slot.atUs = nowUs
    }
  }

  /** The highest recommendation younger than the window, and `replicas`. */
  highest(replicas: number, nowUs: number, windowUs: number): number {
    let highest = replicas
    for (const each of this.log) {
      if (nowUs - each.atUs < windowUs && each.replicas > highest) highest = each.replicas
    }
    return highest
  }

  /** The lowest recommendation younger than the window, and `replicas`. */
  lowest(replicas: number, nowUs: number, windowUs: number): number {
    let lowest = replicas
    for (const each of this.log) {
      if (nowUs - each.atUs < windowUs && each.replicas < lowest) lowest = each.replicas
    }
    return lowest
  }
}
