import { expect, test } from 'vitest'
import { bilingual } from '../../../src/report/page/bilingual.ts'

test('what differs is numbered, what is the same stays as it is', () => {
  const en = '<p>Load <b>web</b> now</p><p>web</p><img src="x"><h2 title="Cost">Cost &amp; co</h2>'
  const zh = '<p>负载 <b>web</b></p><p>web</p><img src="x"><h2 title="成本">成本</h2>'
  expect(bilingual({ en, zh }, 'en')).toEqual({
    markup: en.replace('<p>Load', '<p data-t="0">Load').replace('<h2', '<h2 data-t="1"'),
    translations: [
      { en: ['Load ', ' now'], zh: ['负载 ', ''] },
      { en: ['Cost & co', 'Cost'], zh: ['成本', '成本'] },
    ],
  })
})

test('a text of one language only keeps a place in the page of the other', () => {
  const { markup, translations } = bilingual({ en: '<p>a<b>x</b>b</p>', zh: '<p>甲<b>x</b></p>' }, 'zh')
  expect(markup).toBe('<p data-t="0">甲<b>x</b>\u200b</p>')
  expect(translations).toEqual([{ en: ['a', 'b'], zh: ['甲', ''] }])
})

test('other elements in another language are a mistake of ours', () => {
  expect(() => bilingual({ en: '<p>a</p>', zh: '<p>a<b>b</b></p>' }, 'en')).toThrow('bug: ')
})
