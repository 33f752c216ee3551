import { describe, expect, it } from 'vitest'
import { sheetChoices, sheetNumbers, sheetWords } from '#src/domain/units/sheet-numbers.ts'

describe('numbers in tables', () => {
  it.each([
    ['en-US', '1.5 and comma'],
    ['en-GB', '1.5 and comma'],
    ['de', '1,5 and semicolon'],
    ['de-AT', '1,5 and semicolon'],
    ['de-CH', '1.5 and semicolon'],
    ['nb-NO', '1,5 and semicolon'],
    ['es-MX', '1.5 and comma'],
    ['pt-BR', '1,5 and semicolon'],
    ['ja', '1.5 and comma'],
    ['ar-EG', '1.5 and comma'],
    ['no such tag', '1.5 and comma'],
    ['', '1.5 and comma'],
  ])('are automatically as in %s: %s', (locale, words) => {
    expect(sheetWords('auto', locale)).toBe(`Automatic (${words})`)
    const chosen = sheetChoices.find((choice) => choice !== 'auto' && sheetWords(choice, locale) === words)!
    expect(sheetNumbers('auto', locale)).toEqual(sheetNumbers(chosen, locale))
  })

  it('never have one sign for two things', () => {
    for (const choice of sheetChoices) {
      const { decimal, separator } = sheetNumbers(choice, 'de')
      expect(decimal).not.toBe(separator)
    }
  })
})
