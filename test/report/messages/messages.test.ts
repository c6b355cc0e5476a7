import { expect, test } from 'vitest'
import { filled } from '../../../src/report/messages/message.ts'
import { knownKey, MESSAGES, speaker } from '../../../src/report/messages/messages.ts'

const braces = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([brace]) => brace).sort()

test('every message fills in the same values in every language', () => {
  const differing = Object.entries(MESSAGES).filter(([key, [en, zh]]) => {
    // Chinese has no words for "in any variant" where the sentence says so already.
    const [inEnglish, inChinese] = [new Set(braces(en)), new Set(braces(zh))]
    inEnglish.delete('{scope}')
    inChinese.delete('{scope}')
    return key !== 'lost.none' && [...inEnglish].join() !== [...inChinese].join()
  })
  expect(differing).toEqual([])
})

test('a value is text and nothing else, whatever is in it', () => {
  expect(filled(['{a} and {b}', '{a}与{b}'], 'en', { a: '{b}', b: '$&' })).toBe('{b} and $&')
  expect(filled(['{a}', '{a}'], 'zh', {})).toBe('{a}')
})

test.each([
  ['按 {a} 均值', '1 分钟', '按 1 分钟均值'],
  ['已请求 {a}；', '从 a 到 b', '已请求从 a 到 b；'],
  ['{a}的数据', '作业 training', '作业 training 的数据'],
  ['{a}的数据', '整个运行', '整个运行的数据'],
  ['{a}：{b}', 'spread', 'spread：{b}'],
  ['（{a}）', '实际', '（实际）'],
  ['共 {a} 条', '中 文', '共中 文条'],
])('%s with %s is %s', (message, a, expected) => {
  expect(filled(['', message], 'zh', { a })).toBe(expected)
})

/** The same in every language. */
const UNTRANSLATED = ['pods.pod', 'resource.cpu', 'resource.gpu', 'scatter.is', 'scatter.are']

test('every message is Chinese in Chinese', () => {
  const missing = Object.entries(MESSAGES).filter(([key, [en, zh]]) => {
    const words = en.replace(/\{\w+\}/g, '')
    return (
      /[A-Za-z]/.test(words) &&
      zh !== '' &&
      !/[\u4e00-\u9fff]|^[，；]$/.test(zh.replace(/\{\w+\}/g, '')) &&
      !UNTRANSLATED.includes(key)
    )
  })
  expect(missing.map(([key]) => key)).toEqual([])
})

test('keys that users could name are only found where they are', () => {
  expect([knownKey('resource.cpu'), knownKey('resource.toString'), knownKey('toString')]).toEqual([
    'resource.cpu',
    null,
    null,
  ])
  expect(speaker('zh')('nav.verdict')).toBe('结论')
})
