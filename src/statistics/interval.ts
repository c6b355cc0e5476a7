/** Of all intervals in this project: how often such an interval holds the true mean. */
export const CONFIDENCE = 0.95

export interface Interval {
  readonly low: number
  readonly high: number
}
