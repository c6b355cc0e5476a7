/**
 * The page's own script, as text because its hash goes into the page's policy. Draws every canvas from the embedded data,
 * in the colours of the theme, and draws again when the theme changes or the page is printed.
 */
export const BOOT_SCRIPT = `'use strict'
{
  const page = JSON.parse(document.getElementById('page-data').textContent)
  const root = document.documentElement
  const systemDark = matchMedia('(prefers-color-scheme: dark)')
  const drawn = []

  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : systemDark.matches)

  // Colours are the light theme's; '#rrggbbaa' keeps its last two digits.
  const recoloured = (value, dark) => {
    if (typeof value === 'string') {
      const other = dark && value[0] === '#' ? page.dark[value.slice(0, 7)] : undefined
      return other === undefined ? value : other + value.slice(7)
    }
    if (Array.isArray(value)) return value.map((item) => recoloured(item, dark))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, recoloured(item, dark)]))
  }

  const placeTicks = (config) => {
    for (const scale of Object.values(config.options.scales)) {
      const { tickValues, tickLabels } = scale
      if (tickValues) scale.afterBuildTicks = (axis) => { axis.ticks = tickValues.map((value) => ({ value })) }
      if (tickLabels) scale.ticks.callback = (value) => tickLabels[tickValues.indexOf(value)]
    }
  }

  const draw = (dark) => {
    for (const chart of drawn.splice(0)) chart.destroy()
    for (const canvas of document.querySelectorAll('canvas[data-chart]')) {
      const config = recoloured(page.charts[canvas.dataset.chart], dark)
      placeTicks(config)
      drawn.push(new Chart(canvas, config))
    }
  }

  const button = document.getElementById('theme')
  button.hidden = false
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark'
    draw(isDark())
  })
  systemDark.addEventListener('change', () => draw(isDark()))

  // Paper is white: print in the light theme and come back.
  let themeBeforePrint
  addEventListener('beforeprint', () => {
    themeBeforePrint = root.dataset.theme
    root.dataset.theme = 'light'
    draw(false)
  })
  addEventListener('afterprint', () => {
    if (themeBeforePrint === undefined) delete root.dataset.theme
    else root.dataset.theme = themeBeforePrint
    draw(isDark())
  })

  draw(isDark())
}
`
