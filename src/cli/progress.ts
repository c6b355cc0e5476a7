import { SingleBar } from 'cli-progress'
import { type Terminal, wantsProgress } from './terminal.ts'

export interface Progress {
  /** A piece of work has begun; `label` says which. */
  started(label: string): void
  /** How much of the only piece under way is done, from 0 to 1. */
  update(share: number): void
  /** A piece of work is done. */
  finished(): void
  stop(): void
}

const SILENT: Progress = { started: () => {}, update: () => {}, finished: () => {}, stop: () => {} }

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
  let done = 0
  bar.start(pieces * STEPS, 0, { label: '' })
  return {
    started: (label) => bar.update(done * STEPS, { label }),
    update: (share) => bar.update(done * STEPS + Math.floor(share * STEPS)),
    finished() {
      done += 1
      bar.update(done * STEPS)
    },
    stop: () => bar.stop(),
  }
}
