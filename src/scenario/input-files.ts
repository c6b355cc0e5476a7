import { sha256Hex } from '../base/digest.ts'
import type { InputFile } from '../model/scenario.ts'

/** The scenario's files, as whoever runs it gives access to them; reasons are sentences for the user. */
export interface ScenarioFiles {
  readText(path: string): { readonly text: string } | { readonly problem: string }
}

/** Reads each file once and remembers what was read, so that a result can say what it was made from. */
export class InputFiles implements ScenarioFiles {
  readonly #files: ScenarioFiles
  readonly #read = new Map<string, { readonly text: string } | { readonly problem: string }>()

  constructor(files: ScenarioFiles) {
    this.#files = files
  }

  readText(path: string): { readonly text: string } | { readonly problem: string } {
    const known = this.#read.get(path)
    if (known !== undefined) return known
    const read = this.#files.readText(path)
    this.#read.set(path, read)
    return read
  }

  records(): readonly InputFile[] {
    const records = [...this.#read].flatMap(([path, read]) => {
      if ('problem' in read) return []
      const bytes = new TextEncoder().encode(read.text)
      return [{ path, sha256: sha256Hex(bytes), bytes: bytes.length }]
    })
    return records.sort((a, b) => (a.path < b.path ? -1 : 1))
  }
}
