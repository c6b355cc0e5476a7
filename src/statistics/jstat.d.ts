/** What we use of jstat, which brings no types. */
declare module 'jstat' {
  interface StudentT {
    /** Share of the distribution below `x`. */
    cdf(x: number, degreesOfFreedom: number): number
    /** Where a share `p` of the distribution lies below. */
    inv(p: number, degreesOfFreedom: number): number
  }
  const jstat: { readonly jStat: { readonly studentt: StudentT } }
  export = jstat
}
