/** What a run of a case did, for a rate and for the proof that it did the same as ever. */
export interface Outcome {
  /** How many units of work: pods, events, evaluations. */
  readonly work: number
  /** A digest of the outcome; the same size gives the same hash on every machine. */
  readonly hash: string
  /** For a case that measures itself (a median of several starts); otherwise the run is timed as a whole. */
  readonly seconds?: number
  /** Points of a curve that the one rate cannot show: name and unit, then the value. */
  readonly points?: Readonly<Record<string, number>>
}

/** A benchmark: one file, one registry line; it also runs small in the tests. */
export interface BenchCase {
  readonly name: string
  /** What is measured, in one sentence. */
  readonly doc: string
  /** What the rate counts, such as 'pods/s'. */
  readonly unit: string
  readonly sizes: { readonly small: number; readonly full: number }
  /** The rate at the full size that two cores of a shared machine must reach. */
  readonly floor: number
  /** Makes everything that is not measured and returns what is. */
  prepare(size: number): () => Outcome | Promise<Outcome>
}
