/** Bins per doubling: a bin is at most 1/128 of its value wide. */
const FINENESS_BITS = 7
const PER_DOUBLING = 128
/** Everything shorter is in the first bin: 2^0 = 1 µs. */
const EXPONENT_MIN = 1023
/** 2^50 µs is 35 years. */
const DOUBLINGS = 50
const BINS = DOUBLINGS * PER_DOUBLING
const SHIFT = 20 - FINENESS_BITS

const value = new Float64Array(1)
const words = new Uint32Array(value.buffer)
/** Which of the two words of a double holds its exponent. */
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

/**
 * Durations counted in bins that grow with them: exponent and leading bits of the double are the bin, so that recording costs no
 * logarithm, and memory does not grow with the number of records. Sums are exact.
 */
export class LatencyHistogram {
  count = 0
  sumUs = 0
  private readonly bins = new Float64Array(BINS)

  record(us: number): void {
    this.count++
    this.sumUs += us
    value[0] = us
    const bin = (words[HIGH] >>> SHIFT) - EXPONENT_MIN * PER_DOUBLING
    this.bins[bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin]++
  }

  get meanUs(): number {
    return this.count === 0 ? 0 : this.sumUs / this.count
  }

  /** The duration that `share` of the records do not exceed, evenly spread within its bin; 0 without records. */
  quantileUs(share: number): number {
    let left = share * this.count
    for (let bin = 0; bin < BINS; bin++) {
      const here = this.bins[bin]
      if (here === 0 || here < left) {
        left -= here
        continue
      }
      const fromUs = bin === 0 ? 0 : edgeUs(bin)
      return fromUs + (edgeUs(bin + 1) - fromUs) * (left / here)
    }
    return 0
  }
}

function edgeUs(bin: number): number {
  words[HIGH] = (bin + EXPONENT_MIN * PER_DOUBLING) << SHIFT
  words[1 - HIGH] = 0
  return value[0]
}
