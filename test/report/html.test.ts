import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { renderHtml } from '../../src/report/html.ts'
import type { PageFacts } from '../../src/report/page/facts.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { sampleResults } from './sample-results.ts'

const page = (results = sampleResults(), language: 'en' | 'zh' = 'en') => renderHtml(results, { language })

/** The text between tags, with entities as they are. */
function visible(html: string): string {
  return html.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, '').replace(/<[^>]*>/g, '\n')
}

/** What the page's script will read. */
function embedded(html: string): PageFacts {
  const text = /id="page-data">([^<]*)</.exec(html)?.[1] ?? ''
  return JSON.parse(inflateSync(Buffer.from(text, 'base64')).toString())
}

/** Opening and closing tags nest; void elements and SVG shapes that close themselves aside. */
function openTags(html: string): string[] {
  const open: string[] = []
  const bare = html.replace(/<(script|style)([^>]*)>[\s\S]*?<\/\1>/g, '<$1$2></$1>').replace(/<!doctype html>/, '')
  for (const [, slash, name = '', rest = ''] of bare.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
    if (['meta', 'img', 'br', 'input'].includes(name) || rest.endsWith('/')) continue
    if (slash === '') open.push(name)
    else expect(open.pop()).toBe(name)
  }
  return open
}

describe('the page', () => {
  test('is well formed, has one h1, one main, and no id twice', () => {
    const html = page()
    expect(openTags(html)).toEqual([])
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<main>/g)).toHaveLength(1)
    const ids = [...html.replace(/<script>[\s\S]*?<\/script>/g, '').matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('every link and label points at something', () => {
    const html = page()
    for (const [, id] of html.matchAll(/(?:href="#|aria-labelledby=")([^"]*)"/g))
      expect(html.includes(` id="${id}"`), id).toBe(true)
  })

  test('allows exactly its own scripts and style', () => {
    const html = page()
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'") ?? ''
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => hash(text))
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
    expect(policy).toBe(
      `default-src 'none'; script-src ${scripts.join(' ')}; style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`,
    )
    expect(/ style="|sourceMappingURL|https?:\/\//.exec(html)).toBeNull()
  })

  test('says everything without a script: verdict, table, findings, decisions, digest', () => {
    const text = visible(page())
    const results = sampleResults()
    for (const expected of [
      'predictive loses least',
      'static',
      '193.54',
      '65.3',
      'Load and capacity',
      'replicas 21 to 25',
      results.digest,
    ]) {
      expect(text).toContain(expected)
    }
    expect(page()).toContain('<noscript>')
  })

  test('opens in either language and carries the other', () => {
    const chinese = page(sampleResults(), 'zh')
    expect(chinese).toContain('<html lang="zh">')
    expect(visible(chinese)).toContain('方案比较')
    const titles = embedded(page()).translations.map(({ en: [en], zh: [zh] }) => [en, zh])
    expect(titles).toContainEqual(['Variant comparison', '方案比较'])
    // Words of the one language only, which no translation covers, would be left behind by the switch.
    expect(visible(chinese)).not.toMatch(/Variant|Lost requests|Decision\b|ready capacity/)
    expect(visible(page()).replace('中文', '')).not.toMatch(/[\u4e00-\u9fff]/)
  })

  test('is the same page for the same results', () => {
    const [once, twice] = [page(), page()]
    expect(once === twice).toBe(true)
  })

  test.each([
    ['one variant', { variants: ['only'] }],
    ['jobs only', { services: [], variants: ['a', 'b'] }],
    ['nothing at all', { services: [], jobs: [], prices: false }],
    ['ten variants', { variants: 'abcdefghij'.split('') }],
    ['one bucket', { buckets: 1 }],
    ['no name for the day', { start: null }],
  ])('is made of %s', (_what, options) => {
    const html = page(sampleResults(options))
    expect(openTags(html)).toEqual([])
    expect(visible(html)).not.toMatch(/undefined|NaN|Infinity|\[object/)
    expect(embedded(html)).toBeDefined()
  })
})

describe('what users wrote stays text', () => {
  test.each(HOSTILE_NAMES)('%s', (name) => {
    const results = sampleResults({ name, variants: [name, 'b'], services: [name], jobs: [name] })
    const html = page({ ...results, description: name, currency: name, notes: [{ about: name, text: name }] })
    expect(openTags(html)).toEqual([])
    expect(html.match(/<script/g)).toHaveLength(3)
    expect(/<img|<b>bold|[\u2028\u2029](?=[^<]*<\/script>)/.exec(html)?.[0]).toBeUndefined()
    expect(embedded(html).charts.load?.configs.en.data.datasets.map(({ label }) => label)).toEqual([name, 'b', 'load'])
  })

  test.prop([fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'a', ' ', '\u2028', '-', '!') })], {
    numRuns: 40,
  })('any mixture of the characters that matter', (name) => {
    const results = sampleResults({ name, variants: [name, `${name}2`], services: [name], buckets: 24 })
    expect(openTags(page({ ...results, description: name }))).toEqual([])
  })
})
