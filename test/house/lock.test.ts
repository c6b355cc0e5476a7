import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ROOT } from './project-files.ts'

interface LockEntry {
  readonly version?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}
const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
  readonly packages: Readonly<Record<string, LockEntry>>
}
const entries = Object.entries(lock.packages)
const wanted = { ...manifest.dependencies, ...manifest.devDependencies }

/** Where npm looks for a package that `from` asks for: its own node_modules first, then outwards. */
function resolves(from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

describe('package-lock.json', () => {
  test('has an entry for every platform package that it names, so that `npm ci` works on every platform', () => {
    const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !resolves(path, name))
        .map((name) => `${path}: ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('names no registry, so that every machine asks its own', () => {
    expect(entries.filter(([, { resolved }]) => resolved?.includes('://')).map(([path]) => path)).toEqual([])
  })

  test('installs what package.json asks for', () => {
    const other = Object.entries(wanted).filter(([name, version]) => {
      const entry = lock.packages[`node_modules/${name}`]
      return version.startsWith('file:') ? entry?.link !== true : entry?.version !== version
    })
    expect(other).toEqual([])
  })

  test('needs no install script that package.json has not decided on', () => {
    const scripts = entries
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    expect(scripts.filter((name) => !(name in manifest.allowScripts) && name !== 'fsevents')).toEqual([])
  })
})

describe('package.json', () => {
  test('pins exact versions, so that a result of today can be made again next year', () => {
    expect(Object.values(wanted).filter((version) => !/^(\d+\.\d+\.\d+|file:\S+)$/.test(version))).toEqual([])
  })

  test('keeps packages that must match at one version', () => {
    expect(wanted['@vitest/coverage-v8']).toBe(wanted.vitest)
  })
})
