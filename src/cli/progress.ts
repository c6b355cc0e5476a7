import { SingleBar } from 'cli-progress'
import { type Terminal, wantsProgress } from './terminal.ts'

export interface Progress {
  /** A new piece of work; `label` says which. */
  start(label: string): void
  /** How much of the current piece is done, from 0 to 1. */
  update(share: number): void
  stop(): void
}

const SILENT: Progress = { start: () => {}, update: () => {}, stop: () => {} }

/** Steps of the bar for each piece of work. */
const STEPS = 1000

/** A bar over all pieces of work, with the time left, for people who watch; for nobody else. */
export function newProgress(terminal: Terminal, pieces: number, quiet: boolean): Progress {
  if (quiet || !wantsProgress(terminal)) return SILENT
  const bar = new SingleBar({
    stream: terminal.stderr as NodeJS.WriteStream,
    format: '{bar} {percentage}% {label} {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    // An interrupt must not leave the terminal without cursor or line wrap.
    hideCursor: false,
    linewrap: true,
    clearOnComplete: true,
    stopOnComplete: false,
    fps: 8,
    etaBuffer: 200,
  })
  let finished = -1
  bar.start(pieces * STEPS, 0, { label: '' })
  return {
    start(label) {
      finished += 1
      bar.update(finished * STEPS, { label })
    },
    update: (share) => bar.update(finished * STEPS + Math.floor(share * STEPS)),
    stop: () => bar.stop(),
  }
}
