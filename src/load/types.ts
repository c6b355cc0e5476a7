import type { z } from 'zod'
import type { Problem } from '../base/problem.ts'
import type { Random } from '../base/random.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import type { Note } from '../model/scenario.ts'

/** A rate as a pure function of simulated time, before the start (negative instants) too, so that curves can be shifted. */
export interface Curve {
  /** Rate per second at an instant (microseconds from the start). Below 0 or not finite counts as 0: the engine clips it and reports it. */
  ratePerSecond(atUs: number): number
  /** True when the rate also changes between jumps, so that it must be read step by step. */
  readonly continuous: boolean
  /** The first instant strictly after `atUs` at which the rate may jump or turn a corner; Infinity when there is none. */
  nextJumpUs(atUs: number): number
}

/** The scenario's time axis, as far as a curve may know it. */
export interface TimeAxis {
  readonly durationUs: number
  /** Wall clock at time 0 in ms since 1970, or null when the scenario names no start. */
  readonly startEpochMs: number | null
  /** Local time of day at time 0; midnight when the scenario names no start. */
  readonly startOfDayUs: number
  /** Local time since Monday 00:00 at time 0; 0 when the scenario names no start. */
  readonly startOfWeekUs: number
}

/** What a curve may ask of the scenario that it is built for. */
export interface CurveContext extends TimeAxis {
  /** Builds a curve that this one is made of. */
  build(ref: PluginRef): Curve
  /** A random stream of this curve's own; the same name gives the same stream. */
  stream(name: string): Random
  /** A random stream that every curve of the scenario has in common. */
  sharedStream(name: string): Random
}

/** What a curve plugin may ask before anything runs: the scenario's files, and where its time axis lies. */
export interface CurveFiles extends TimeAxis {
  /** The text of a file named in the scenario, or the reason why it cannot be had. */
  readText(path: string): { readonly text: string } | { readonly problem: string }
}

/** What a plugin found before the run: data for `build`, notes for the user, or problems that stop the run. */
export interface ReadResult {
  readonly data?: unknown
  readonly notes: readonly Note[]
  readonly problems: readonly Pick<Problem, 'message' | 'hint'>[]
}

/** Requests of a log in order of arrival, in columns of equal length. */
export interface LoggedRequests {
  /** Microseconds from the start. */
  readonly atUs: Float64Array
  /** Tokens of an LLM request that are read and written; 0 where the log has none. */
  readonly contextTokens: Float64Array
  readonly generatedTokens: Float64Array
}

/** Where something sits inside a plugin's options: `['curve']`, `[2]`. */
export type OptionPath = readonly (string | number)[]

/**
 * A load curve: one file in `curves/`, one registry line, one test beside it.
 * `Options` is the decoded form of `options`: durations in microseconds, rates per second.
 */
export interface CurvePlugin<Options = unknown> {
  readonly name: string
  /** One sentence for `simcap list` and the reference. */
  readonly doc: string
  readonly options: z.ZodType<Options>
  /** For curves made of curves: the same options with every nested curve replaced by what `map` makes of it. */
  mapChildren?(options: Options, map: (child: PluginRef, path: OptionPath) => PluginRef): Options
  /** Reads the curve's files and checks what needs the time axis. Nested curves are read on their own. */
  read?(options: Options, files: CurveFiles): ReadResult
  build(options: Options, context: CurveContext, data: unknown): Curve
  /** For curves that are the rate of a log of requests: those that come within the scenario, one by one. */
  requests?(options: Options, axis: TimeAxis, data: unknown): LoggedRequests
}
