import type { CheckRow } from '../../compare/check-rows.ts'
import { renderCheckGithub } from './github.ts'
import { renderCheckJson } from './json.ts'
import { renderCheckJunit } from './junit.ts'
import { renderCheckMarkdown } from './markdown.ts'
import { renderCheckText } from './text.ts'

/** Every format of `simcap check` by name. */
export const CHECK_FORMATS: Readonly<Record<string, (rows: readonly CheckRow[], color: boolean) => string>> = {
  text: renderCheckText,
  json: renderCheckJson,
  junit: renderCheckJunit,
  github: renderCheckGithub,
  markdown: renderCheckMarkdown,
}
