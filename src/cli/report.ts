import { writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { LANGUAGES, type Language } from '../report/messages/message.ts'
import type { Results } from '../results/types.ts'
import { type Arguments, single } from './arguments.ts'
import { loadResults } from './load-results.ts'
import { checkWritable, writeReportFolder } from './report-folder.ts'
import { EXIT, printable, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Draws the page and the pictures of results that were written before. */
export async function report(args: Arguments, terminal: Terminal): Promise<number> {
  const file = single(args, 'results') ?? ''
  const results = loadResults(file, terminal.cwd)
  const language = LANGUAGES.find((each) => each === single(args, 'lang')) ?? 'en'
  const pictures = single(args, 'png')
  const page = single(args, 'html') ?? (pictures === null ? join(dirname(file), 'report.html') : null)
  if (page !== null) await writePage(results, language, page, terminal)
  if (pictures !== null) await writePictures(results, language, { folder: pictures, args }, terminal)
  return EXIT.fine
}

async function writePage(results: Results, language: Language, name: string, terminal: Terminal): Promise<void> {
  const { renderHtml } = await import('../report/html.ts')
  const text = renderHtml(results, { language })
  try {
    writeFileSync(resolve(terminal.cwd, name), text)
  } catch {
    throw new UsageError(`cannot write ${name}`, 'name another file with --html')
  }
  terminal.stderr.write(`${printable(`wrote ${name}`)}\n`)
}

async function writePictures(
  results: Results,
  language: Language,
  { folder, args }: { readonly folder: string; readonly args: Arguments },
  terminal: Terminal,
): Promise<void> {
  const options = {
    language,
    width: numberOf(args, 'width', [300, 4000]),
    scale: numberOf(args, 'scale', [1, 4]),
    theme: single(args, 'theme') === 'dark' ? ('dark' as const) : ('light' as const),
  }
  const path = resolve(terminal.cwd, folder)
  checkWritable(path, folder)
  const [{ renderPngs }, { warnOfMissingLetters }] = await Promise.all([
    import('../report/png.ts'),
    import('./missing-letters.ts'),
  ])
  warnOfMissingLetters(results, language, terminal)
  const written = await writeReportFolder(path, folder, renderPngs(results, options))
  terminal.stderr.write(`${printable(`wrote ${written.length} pictures to ${folder}`)}\n`)
}

function numberOf(args: Arguments, name: string, [low, high]: readonly [number, number]): number {
  const value = Number(single(args, name))
  if (value >= low && value <= high) return value
  throw new UsageError(`--${name} is not a number from ${low} to ${high}`, `write for instance --${name} ${high / 2}`)
}
