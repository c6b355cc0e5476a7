import type { Language } from '../report/messages/message.ts'
import { drawsChinese } from '../report/png-text.ts'
import type { Results } from '../results/types.ts'
import type { Terminal } from './terminal.ts'

/** Says once, before boxes are drawn, that the machine has no letters for what the pictures say. */
export function warnOfMissingLetters(results: Results, language: Language, { stderr }: Terminal): void {
  const names = [results.name, ...results.variants.map(({ name }) => name)].join('')
  if ((language !== 'zh' && !CHINESE.test(names)) || drawsChinese()) return
  stderr.write(
    'note: no font on this machine has Chinese letters, so the pictures show boxes in their place: install one, such as Noto Sans CJK (on Debian fonts-noto-cjk)\n',
  )
}

const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff]/
