import { renderHtml } from '../report/html.ts'
import { renderMarkdown } from '../report/markdown.ts'
import type { PngFile } from '../report/png.ts'
import type { Results } from '../results/types.ts'
import { jsonText } from './json-text.ts'
import { type OutputFile, writeReportFolder } from './report-folder.ts'

/** Writes everything that is left of a run and says which files these are. `draw` may begin with the pictures while the page is made. */
export function writeReport(
  folder: string,
  folderName: string,
  results: Results,
  draw: (results: Results) => AsyncIterable<PngFile>,
  more: readonly OutputFile[] = [],
): Promise<string[]> {
  return writeReportFolder(folder, folderName, outputFiles(results, draw(results), more))
}

async function* outputFiles(
  results: Results,
  pictures: AsyncIterable<PngFile>,
  more: readonly OutputFile[],
): AsyncGenerator<OutputFile> {
  yield { fileName: 'results.json', bytes: jsonText(results) }
  yield { fileName: 'report.html', bytes: renderHtml(results) }
  yield { fileName: 'summary.md', bytes: renderMarkdown(results) }
  yield* pictures
  yield* more
}
