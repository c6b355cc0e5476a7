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

test('keys that users could name are only found where they are', () => {
  expect([knownKey('resource.cpu'), knownKey('resource.toString'), knownKey('toString')]).toEqual([
    'resource.cpu',
    null,
    null,
  ])
  expect(speaker('zh')('nav.verdict')).toBe('结论')
})
