/** Systems' own fonts first to last. */
const SANS =
  'Inter, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

/** Colours and lettering of one theme; contrasts and colour-vision distances are those of the report's design. */
export interface Theme {
  readonly name: 'light' | 'dark'
  readonly background: string
  readonly surface: string
  readonly rule: string
  readonly ruleStrong: string
  readonly text: string
  readonly muted: string
  readonly link: string
  readonly better: string
  readonly worse: string
  readonly baseline: string
  /** For variants after the baseline, in the scenario's order. */
  readonly variants: readonly [string, string, string]
  /** A variant that is there for context only. */
  readonly context: string
  /** From empty to full; in the dark theme the brightest is most. */
  readonly ramp: readonly string[]
  readonly booting: string
  /** Parts of a cost: used, requested, not requested, booting. */
  readonly parts: readonly [string, string, string, string]
  /** Stages from a change of load to a ready pod; a hue is an owner of the delay: autoscaler, nodes, the pod itself. */
  readonly stages: readonly [string, string, string, string, string, string, string, string]
  readonly font: string
  readonly fontSize: number
}

export const LIGHT: Theme = {
  name: 'light',
  background: '#ffffff',
  surface: '#f5f6f8',
  rule: '#dfe3e8',
  ruleStrong: '#b9c0c9',
  text: '#1b1f24',
  muted: '#59616b',
  link: '#0b5cad',
  better: '#0a7560',
  worse: '#b83214',
  baseline: '#80868f',
  variants: ['#c46a00', '#5e1a6e', '#0a72c7'],
  context: '#a3abb5',
  ramp: ['#eef3f8', '#d3e3f3', '#a9c9e8', '#76a9d8', '#3677b3', '#1f659f', '#0b4374'],
  booting: '#e9d9b8',
  parts: ['#0d4a86', '#5b97cf', '#c9ced6', '#868e9a'],
  stages: ['#6d3fa0', '#a47fcd', '#123f73', '#4d90d1', '#0b5f55', '#25796c', '#4fa193', '#8cc8bc'],
  font: SANS,
  fontSize: 12,
}

export const DARK: Theme = {
  name: 'dark',
  background: '#14171c',
  surface: '#1c2027',
  rule: '#2d333c',
  ruleStrong: '#4d5662',
  text: '#e6e9ed',
  muted: '#a0a8b3',
  link: '#6db3f2',
  better: '#4cc2a6',
  worse: '#ff8a66',
  baseline: '#8b939f',
  variants: ['#e59a3c', '#e0b5f2', '#3d97ea'],
  context: '#5f6976',
  ramp: ['#1f262f', '#203a54', '#235079', '#2a6aa3', '#4089cb', '#5f9fdb', '#93c6f3'],
  booting: '#5b4a22',
  parts: ['#6fb0f0', '#2f6cab', '#454d58', '#6b7480'],
  stages: ['#b48ae0', '#7d5aa8', '#6fb0f1', '#2f6cac', '#a5e3d8', '#6fd0bf', '#3fa595', '#2b776b'],
  font: SANS,
  fontSize: 12,
}

/** Colours of areas and bars by the name that the page's style sheet knows them by. */
export function swatches(theme: Theme): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...theme.parts.map((colour, at) => [`p${at}`, colour]),
    ...theme.stages.map((colour, at) => [`s${at}`, colour]),
  ])
}

/** Each colour of the light theme with the dark theme's colour for the same role. */
export function darkColours(): Record<string, string> {
  const roles = (theme: Theme): string[] => [
    theme.background,
    theme.surface,
    theme.rule,
    theme.ruleStrong,
    theme.text,
    theme.muted,
    theme.link,
    theme.better,
    theme.worse,
    theme.baseline,
    ...theme.variants,
    theme.context,
    ...theme.ramp,
    theme.booting,
    ...theme.parts,
    ...theme.stages,
  ]
  const dark = roles(DARK)
  return Object.fromEntries(roles(LIGHT).map((colour, index) => [colour, dark[index] ?? colour]))
}
