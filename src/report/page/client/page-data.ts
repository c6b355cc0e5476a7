import { unpackedColumns } from '../../charts/columns.ts'
import type { PageFacts } from '../facts.ts'

export interface PageData extends PageFacts {
  readonly columns: readonly Float64Array[]
}

/** Reads what the page carries: compressed, because a day of ten variants has millions of numbers. */
export async function pageData(): Promise<PageData> {
  const [facts, columns] = await Promise.all(['page-data', 'page-columns'].map(inflated))
  const parsed = JSON.parse(new TextDecoder().decode(facts)) as PageFacts
  return { ...parsed, columns: unpackedColumns(columns, parsed.columnLengths) }
}

async function inflated(id: string): Promise<Uint8Array> {
  const text = document.getElementById(id)?.textContent ?? ''
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
