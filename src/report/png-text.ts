import { createRequire } from 'node:module'

/**
 * The PNGs bring their own letters, so that they look the same on every machine: Inter in the subsets for Latin,
 * Cyrillic and Greek. Other scripts (CJK, say) come from the machine's fonts, if it has them.
 */
const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'greek'] as const
const WEIGHTS = ['400', '700'] as const

/** Where a machine has letters for Chinese, it is mostly in one of these. */
const CJK_FONTS = ['Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Zen Hei']

export const PNG_FONT = [
  ...SUBSETS.map((subset) => `"${familyOf(subset)}"`),
  ...CJK_FONTS.map((name) => `"${name}"`),
  'sans-serif',
].join(', ')

export interface FontFile {
  readonly path: string
  readonly family: string
  readonly weight: string
}

/** Whether this machine has letters for Chinese: without, two different ones are drawn as the same box. */
export function drawsChinese(): boolean {
  const { createCanvas } = createRequire(import.meta.url)('@napi-rs/canvas') as typeof import('@napi-rs/canvas')
  const drawn = (letter: string): string => {
    const context = createCanvas(48, 48).getContext('2d')
    context.font = `32px ${PNG_FONT}`
    context.fillText(letter, 6, 36)
    return Buffer.from(context.getImageData(0, 0, 48, 48).data).toString('base64')
  }
  return drawn('字') !== drawn('负')
}

export function fontFiles(): FontFile[] {
  const require = createRequire(import.meta.url)
  return SUBSETS.flatMap((subset) =>
    WEIGHTS.map((weight) => ({
      path: require.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`),
      family: familyOf(subset),
      weight,
    })),
  )
}

/** A name of its own, so that an Inter that is installed on the machine is not taken instead. */
function familyOf(subset: string): string {
  return `Simcap Inter ${subset}`
}

/** What Inter has no glyph for, written with what it has. */
export function pngText(text: string): string {
  return text
    .replaceAll('\u202f', '\u2009')
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replaceAll('≈', '~')
    .replaceAll('▲', '+')
    .replaceAll('▼', '\u2212')
}
