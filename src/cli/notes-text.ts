import type { Note } from '../model/scenario.ts'
import { printable } from './terminal.ts'

/** Things worth knowing, one a line. */
export function notesText(notes: readonly Note[]): string {
  return printable(notes.map(({ about, text }) => `note: ${about}: ${text}\n`).join(''))
}
