import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Made by tools, never written by hand, never in the repository. */
const MADE = new Set(['.git', 'node_modules', 'dist', 'coverage', '.cache'])

export interface ProjectFile {
  /** From the root of the project, with slashes. */
  readonly path: string
  readonly bytes: Uint8Array
  readonly text: string
}

function paths(folder: string): string[] {
  return readdirSync(`${ROOT}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`
    if (MADE.has(entry.name) || path.endsWith('.log')) return []
    if (path.startsWith('reports/') && path !== 'reports/README.md' && !path.startsWith('reports/gallery/')) return []
    return entry.isDirectory() ? paths(`${path}/`) : [path]
  })
}

/** Every file that belongs to the project, in the order of their paths. */
export function projectFiles(): readonly ProjectFile[] {
  return paths('')
    .sort()
    .map((path) => {
      const bytes = readFileSync(`${ROOT}${path}`)
      return { path, bytes, text: bytes.toString('utf8') }
    })
}
