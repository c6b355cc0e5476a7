/**
 * Instances that can take a request, the newest first: a binary heap of birth numbers. One that is gone or full stays in it until it
 * comes to the top, where `alive` turns it down.
 */
export class NewestFirst {
  private readonly births: number[] = []
  private readonly alive: (birth: number) => boolean

  constructor(alive: (birth: number) => boolean) {
    this.alive = alive
  }

  add(birth: number): void {
    const { births } = this
    let at = births.length
    births.push(birth)
    while (at > 0) {
      const above = (at - 1) >> 1
      if (births[above] >= birth) break
      births[at] = births[above]
      at = above
    }
    births[at] = birth
  }

  /** The newest, which stays; -1: there is none. */
  newest(): number {
    while (this.births.length > 0) {
      if (this.alive(this.births[0])) return this.births[0]
      this.dropNewest()
    }
    return -1
  }

  dropNewest(): void {
    const { births } = this
    const birth = births.pop()
    if (birth === undefined || births.length === 0) return
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= births.length) break
      if (below + 1 < births.length && births[below + 1] > births[below]) below++
      if (births[below] <= birth) break
      births[at] = births[below]
      at = below
    }
    births[at] = birth
  }
}
