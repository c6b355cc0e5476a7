import type { z } from 'zod'
import type { Problem } from '../base/problem.ts'
import type { Random } from '../base/random.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import type { Note } from '../model/scenario.ts'

/** A rate as a pure function of simulated time. */
export interface Curve {
  /** Rate per second at an instant (microseconds from the start). May be negative; the engine clips at 0 and reports it. */
  ratePerSecond(atUs: number): number
  /** True when the rate also changes between jumps, so that it must be read step by step. */
  readonly continuous: boolean
  /** The first instant strictly after `atUs` at which the rate may jump; Infinity when there is none. */
  nextJumpUs(atUs: number): number
}

/** What a curve may ask of the scenario that it is built for. */
export interface CurveContext {
  readonly durationUs: number
  /** Wall clock at time 0 in ms since 1970, or null when the scenario names no start. */
  readonly startEpochMs: number | null
  /** Local time of day at time 0. */
  readonly startOfDayUs: number
  /** Builds a curve that this one is made of. */
  build(ref: PluginRef): Curve
  /** A random stream of this curve's own; the same name gives the same stream. */
  stream(name: string): Random
}

/** What a curve plugin may do with the scenario's files, before anything runs. */
export interface CurveFiles {
  /** The text of a file named in the scenario, or the reason why it cannot be had. */
  readText(path: string): { readonly text: string } | { readonly problem: string }
}

/** What a plugin found in its files: data for `build`, notes for the user, or problems that stop the run. */
export interface ReadResult {
  readonly data?: unknown
  readonly notes: readonly Note[]
  readonly problems: readonly Pick<Problem, 'message' | 'hint'>[]
}

/**
 * A load curve: one file, one registry line, one test beside it.
 * `Options` is the decoded form of `options`: durations in microseconds, rates per second.
 * Nested curves are `PluginRef`s in the options (see `curveField` in `curve-field.ts`).
 */
export interface CurvePlugin<Options = unknown> {
  readonly name: string
  /** One sentence for `simcap list` and the reference. */
  readonly doc: string
  readonly options: z.ZodType<Options>
  read?(options: Options, files: CurveFiles): ReadResult
  build(options: Options, context: CurveContext, data: unknown): Curve
}
