import type { Language } from '../report/messages/message.ts'
import { drawsChinese } from '../report/png-text.ts'
import type { Results } from '../results/types.ts'
import type { Terminal } from './terminal.ts'

/** Says, before boxes are drawn, that the machine has no letters for what the pictures say; whether it had to. */
export function warnOfMissingLetters(
  results: Results,
  language: Language,
  { stderr }: Pick<Terminal, 'stderr'>,
  hasLetters: () => boolean = drawsChinese,
): boolean {
  if ((language !== 'zh' && !CHINESE.test(namesIn(results).join(''))) || hasLetters()) return false
  stderr.write(
    'note: no font on this machine has Chinese letters, so the pictures show boxes in their place: install one, such as Noto Sans CJK (on Debian fonts-noto-cjk)\n',
  )
  return true
}

const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff]/

/** What the user named and a picture shows. */
function namesIn({ name, variants, currency }: Results): string[] {
  const parts = variants.flatMap(({ services, jobs, pools, queues = [] }) => [services, jobs, pools, queues].flat())
  return [name, currency, ...variants.map((variant) => variant.name), ...parts.map((part) => part.name)]
}
