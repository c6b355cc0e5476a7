import { EXIT } from './terminal.ts'

/**
 * Runs `cleanUp` when the user or the system ends the program while `work` is going on, and ends it then. Outside of such work
 * nothing needs cleaning, and the signal ends the program at once, also in the middle of a long computation.
 */
export async function withCleanUp<T>(cleanUp: () => void, work: () => Promise<T>): Promise<T> {
  const interrupted = (): never => end(EXIT.interrupted)
  const terminated = (): never => end(EXIT.terminated)
  const hungUp = (): never => end(EXIT.hungUp)
  const end = (code: number): never => {
    cleanUp()
    process.exit(code)
  }
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', terminated)
  process.once('SIGHUP', hungUp)
  try {
    return await work()
  } finally {
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', terminated)
    process.off('SIGHUP', hungUp)
  }
}
