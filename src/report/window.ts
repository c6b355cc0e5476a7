/** The part of the time axis that is shown, in buckets. */
export interface Window {
  readonly from: number
  readonly to: number
}
