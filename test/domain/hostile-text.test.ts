import { describe, expect, it } from 'vitest'
import { AppError } from '#src/domain/errors.ts'
import { cleanName, fileNumber, fileTime } from '#src/domain/formats/file-values.ts'
import { readPositionList } from '#src/domain/formats/position-list.ts'
import { fileName } from '#src/domain/formats/write/export-formats.ts'
import { csvCell, sheetText } from '#src/domain/formats/write/sheet.ts'
import { parseDurationWords } from '#src/domain/metocean/duration-words.ts'
import { parseAnswer } from '#src/domain/metocean/wire/parse-answer.ts'
import { parseCallTime } from '#src/domain/metocean/wire/contract.ts'
import { readsCancelled } from '#src/domain/tasks/submission-state.ts'
import { parseLatitude, parseLongitude, parsePosition } from '#src/domain/units/position-grammar.ts'
import { parseDuration, parseUtc } from '#src/domain/units/time-text.ts'
import { readWrittenTime } from '#src/domain/units/written-time.ts'
import { expectLinear } from '#test/support/growth.ts'

// What operators paste, files hold and services answer, made to keep a pattern busy.
const texts: readonly (readonly [string, (size: number) => string])[] = [
  ['blanks', (size) => `1${' '.repeat(size)}x`],
  ['digits', (size) => `${'1'.repeat(size)}x`],
  ['numbers', (size) => `${'1 '.repeat(size / 2)}x`],
  ['decimals', (size) => `${'1.'.repeat(size / 2)}x`],
  ['commas', (size) => `${'1,'.repeat(size / 2)}x`],
  ['degrees', (size) => `${"1°1'".repeat(size / 4)}x`],
  ['letters', (size) => 'NE'.repeat(size / 2)],
  ['dashes', (size) => `${'-'.repeat(size)}1`],
  ['quotes', (size) => `${'"'.repeat(size)}x`],
  ['months', (size) => '1 Nov '.repeat(size / 6)],
  ['clocks', (size) => '00:'.repeat(size / 3)],
  ['units', (size) => '1 hour '.repeat(size / 7)],
  ['brackets', (size) => '['.repeat(size)],
  ['not a number', (size) => `[${'NaN,'.repeat(size / 4)}`],
]
const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['a position', parsePosition],
  ['a latitude', parseLatitude],
  ['a longitude', parseLongitude],
  ['a list of positions', readPositionList],
  ['a time', parseUtc],
  ['a written time', readWrittenTime],
  ['a time in a file', fileTime],
  ['a duration', parseDuration],
  ['time left', parseDurationWords],
  ['a call time', parseCallTime],
  ['an answer', parseAnswer],
  ['an error', readsCancelled],
  ['a number', fileNumber],
  ['a name', cleanName],
  ['the name of a file', (text) => fileName(text, 'rtz')],
  ['a cell', csvCell],
  ['a copied cell', sheetText],
]

describe.each(readers)('S17 %s is read or refused in linear time', (_, read) => {
  it.each(texts)('from %s', (_, textOf) => {
    expectLinear(textOf, (text) => {
      try {
        read(text)
      } catch (error) {
        expect(error).toSatisfy((thrown) => thrown instanceof AppError || thrown instanceof SyntaxError)
      }
    })
  })
})
