import { renderHtml } from '../report/html.ts'
import { renderMarkdown } from '../report/markdown.ts'
import { renderPngs } from '../report/png.ts'
import type { Results } from '../results/types.ts'
import { jsonText } from './json-text.ts'
import { type OutputFile, writeReportFolder } from './report-folder.ts'

/** Writes everything that is left of a run and says which files these are. */
export function writeReport(
  folder: string,
  folderName: string,
  results: Results,
  more: readonly OutputFile[] = [],
): Promise<string[]> {
  return writeReportFolder(folder, folderName, outputFiles(results, more))
}

async function* outputFiles(results: Results, more: readonly OutputFile[]): AsyncGenerator<OutputFile> {
  yield { fileName: 'results.json', bytes: jsonText(results) }
  yield* renderPngs(results)
  yield { fileName: 'report.html', bytes: renderHtml(results) }
  yield { fileName: 'summary.md', bytes: renderMarkdown(results) }
  yield* more
}
