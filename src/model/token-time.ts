/** What serving a request of a language model takes: a fixed part, and so much for each token read and written. */
export interface TokenTime {
  readonly baseUs: number
  readonly contextUs: number
  readonly generatedUs: number
}

/** Tokens of requests, in columns of equal length. */
interface Tokens {
  readonly contextTokens: Float64Array
  readonly generatedTokens: Float64Array
}

/** Service time of every request in whole microseconds: base + context × tokens read + generated × tokens written. */
export function serviceTimesUs(
  { contextTokens, generatedTokens }: Tokens,
  { baseUs, contextUs, generatedUs }: TokenTime,
): Float64Array {
  return contextTokens.map((tokens, i) => Math.round(baseUs + contextUs * tokens + generatedUs * generatedTokens[i]))
}
