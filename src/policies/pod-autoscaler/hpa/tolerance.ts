/** How far from 1 a ratio may be before anything is done, down and up. */
export interface Tolerance {
  readonly down: number
  readonly up: number
}

/** The bounds themselves are within. */
export function isTolerated(ratio: number, { down, up }: Tolerance): boolean {
  return 1 - down <= ratio && ratio <= 1 + up
}
