/**
 * A set of whole numbers below `size`, as bits in words of 32, with a bit per non-empty word in the level above, and so on up to
 * one word: the least and the greatest member are found in one step per level (three for 32,768 numbers).
 */
export class RankSet {
  count = 0
  private readonly levels: Int32Array[] = []

  constructor(size: number) {
    let words = size
    do {
      words = (words + 31) >>> 5
      this.levels.push(new Int32Array(words))
    } while (words > 1)
  }

  /** Adds a number that is not a member. */
  add(member: number): void {
    this.count++
    let at = member
    for (const level of this.levels) {
      const word = at >>> 5
      const before = level[word]
      level[word] = before | (1 << (at & 31))
      if (before !== 0) return
      at = word
    }
  }

  /** Takes a member out. */
  delete(member: number): void {
    this.count--
    let at = member
    for (const level of this.levels) {
      const word = at >>> 5
      const left = level[word] & ~(1 << (at & 31))
      level[word] = left
      if (left !== 0) return
      at = word
    }
  }

  /** The least member of a set that is not empty. */
  first(): number {
    let at = 0
    for (let l = this.levels.length - 1; l >= 0; l--) {
      const word = this.levels[l][at]
      at = at * 32 + (31 - Math.clz32(word & -word))
    }
    return at
  }

  /** The greatest member of a set that is not empty. */
  last(): number {
    let at = 0
    for (let l = this.levels.length - 1; l >= 0; l--) at = at * 32 + (31 - Math.clz32(this.levels[l][at]))
    return at
  }

  /** Member bits of the numbers 32 × `word` to 32 × `word` + 31. */
  bits(word: number): number {
    return this.levels[0][word]
  }

  get words(): number {
    return this.levels[0].length
  }
}

/** The member with exactly `before` smaller ones in the union of sets that have no member in common. */
export function nthOfUnion(sets: readonly RankSet[], before: number): number {
  let skip = before
  for (let word = 0; ; word++) {
    let bits = 0
    for (const set of sets) bits |= set.bits(word)
    const members = ones(bits)
    if (skip >= members) {
      skip -= members
      continue
    }
    for (; skip > 0; skip--) bits &= bits - 1
    return word * 32 + (31 - Math.clz32(bits & -bits))
  }
}

/** How many bits are set. */
function ones(bits: number): number {
  let b = bits - ((bits >>> 1) & 0x55555555)
  b = (b & 0x33333333) + ((b >>> 2) & 0x33333333)
  return Math.imul((b + (b >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
