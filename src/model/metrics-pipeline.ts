/** How measurements reach a pod autoscaler: taken at fixed instants, averaged over a window, and only later to be seen. */
export interface MetricsPipeline {
  /** Between two readings; 0: read whenever somebody asks. */
  readonly scrapeUs: number
  /** What a reading of a rate or of cpu is averaged over; 0: the present value. */
  readonly windowUs: number
  /** From a reading until an autoscaler sees it. */
  readonly delayUs: number
}

/** Everybody sees everything as it is. */
export const PRESENT_INSTANT: MetricsPipeline = { scrapeUs: 0, windowUs: 0, delayUs: 0 }

/** When the reading was taken that is the newest to be seen now. */
export function readingAtUs({ scrapeUs, delayUs }: MetricsPipeline, nowUs: number): number {
  const seenUs = nowUs - delayUs
  return scrapeUs === 0 ? seenUs : Math.floor(seenUs / scrapeUs) * scrapeUs
}

/** When a level that holds from an instant on can first be seen. A mean over a window shows nothing of what lasted no time. */
export function firstSeenUs({ scrapeUs, windowUs, delayUs }: MetricsPipeline, sinceUs: number): number {
  if (scrapeUs === 0) return sinceUs + delayUs
  const reading = windowUs === 0 ? Math.ceil(sinceUs / scrapeUs) : Math.floor(sinceUs / scrapeUs) + 1
  return reading * scrapeUs + delayUs
}
