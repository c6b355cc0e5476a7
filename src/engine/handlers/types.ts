import type { Run } from '../run.ts'

/** What happens at an event of one kind; `a` and `b` as listed in `event-kinds.ts`. */
export type Handler = (run: Run, a: number, b: number) => void
