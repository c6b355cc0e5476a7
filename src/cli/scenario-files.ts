import { realpathSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import type { ScenarioFiles } from '../scenario/input-files.ts'
import { readTextFile } from './read-text-file.ts'

/** A year of seconds with a time stamp fits. */
const MAX_INPUT_BYTES = 512 * 1024 * 1024

/**
 * The files that a scenario may read: those in its folder and below, and those in folders that the caller allows. Symbolic
 * links count as what they lead to.
 */
export function scenarioFiles(scenarioPath: string, allowedFolders: readonly string[]): ScenarioFiles {
  const home = dirname(scenarioPath)
  const roots = [home, ...allowedFolders].flatMap((folder) => real(folder) ?? [])
  return {
    readText(path) {
      if (/^[a-z]+:\/\//i.test(path)) return { problem: `${path} is an address; scenarios read files only` }
      const named = resolve(home, path)
      const target = real(named) ?? named
      if (!roots.some((root) => isInside(target, root))) {
        const folder = relative(home, dirname(target)) || '.'
        return {
          problem: `${path} is outside the folder of the scenario (in ${folder}); --allow-path DIR lets simcap read there`,
        }
      }
      const read = readTextFile(target, path, MAX_INPUT_BYTES)
      if ('text' in read) return read
      return { problem: read.hint === null ? read.problem : `${read.problem}; ${read.hint}` }
    },
  }
}

function real(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
