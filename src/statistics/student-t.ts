import jstat from 'jstat'

const { studentt } = jstat.jStat

/** Where a share `p` of Student's t distribution lies below; jstat is right to nine digits. */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  return studentt.inv(p, degreesOfFreedom)
}

/** How likely a statistic at least this far from 0 is where the true mean is 0. */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  return Math.min(1, 2 * studentt.cdf(-Math.abs(t), degreesOfFreedom))
}
