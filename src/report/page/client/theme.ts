import type { View } from './state.ts'

const systemDark = matchMedia('(prefers-color-scheme: dark)')
const root = document.documentElement

export function isDark(view: View): boolean {
  if (view.printing) return false
  return root.dataset['theme'] === undefined ? systemDark.matches : root.dataset['theme'] === 'dark'
}

/** The button, the system's own preference, and paper, which is white. */
export function followTheme(view: View): void {
  const button = document.getElementById('theme')
  if (button !== null) {
    button.hidden = false
    button.addEventListener('click', () => {
      root.dataset['theme'] = isDark(view) ? 'light' : 'dark'
      view.emit('theme')
    })
  }
  systemDark.addEventListener('change', () => view.emit('theme'))
  addEventListener('beforeprint', () => {
    view.printing = true
    root.dataset['print'] = ''
    view.emit('theme')
  })
  addEventListener('afterprint', () => {
    view.printing = false
    delete root.dataset['print']
    view.emit('theme')
  })
}

/** A configuration in the dark theme's colours; '#rrggbbaa' keeps its last two digits. */
export function recoloured<T>(value: T, dark: Readonly<Record<string, string>>): T {
  if (typeof value === 'string') {
    const other = value.startsWith('#') ? dark[value.slice(0, 7)] : undefined
    return other === undefined ? value : ((other + value.slice(7)) as T)
  }
  if (Array.isArray(value)) return value.map((item: unknown) => recoloured(item, dark)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, recoloured(item as unknown, dark)])) as T
}
