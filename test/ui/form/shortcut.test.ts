import { describe, expect, it } from 'vitest'
import { keyName, matches, shortcutWords } from '#src/ui/form/shortcut.ts'

type Held = Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>>
const press = (key: string, held: Held = {}, code = '') => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})
const undo = { key: 'z', mod: true } as const

describe('a shortcut', () => {
  it('matches Ctrl and Cmd, whatever the letter’s case', () => {
    expect(matches(press('z', { ctrlKey: true }), undo)).toBe(true)
    expect(matches(press('Z', { metaKey: true }), undo)).toBe(true)
  })
  it('does not match with another key held down, or without its own', () => {
    expect(matches(press('z', { ctrlKey: true, shiftKey: true }), undo)).toBe(false)
    expect(matches(press('z', { ctrlKey: true, altKey: true }), undo)).toBe(false)
    expect(matches(press('z'), undo)).toBe(false)
  })
  it('is written as it is pressed', () => {
    expect(shortcutWords({ key: 'z', mod: true, shift: true })).toBe('Ctrl Shift Z')
    expect(shortcutWords({ key: '?' })).toBe('?')
  })
})

/** What these keys type on each board: undo, redo, import, commands, settings, draw, measure, fit. */
const codes = ['KeyZ', 'KeyY', 'KeyO', 'KeyK', 'Comma', 'KeyD', 'KeyM', 'KeyF']
const meant = ['z', 'y', 'o', 'k', ',', 'd', 'm', 'f']
const shift = { shiftKey: true }

describe('a key without Latin letters counts by its place', () => {
  it.each([
    ['Greek', ['ζ', 'υ', 'ο', 'κ', ',', 'δ', 'μ', 'φ']],
    ['Russian', ['я', 'н', 'щ', 'л', 'б', 'в', 'ь', 'а']],
    ['Hebrew', ['ז', 'ט', 'ם', 'ל', 'ת', 'ג', 'צ', 'כ']],
    ['Arabic', ['ئ', 'غ', 'خ', 'ن', 'و', 'ي', 'ة', 'ب']],
    ['Thai', ['ผ', 'ั', 'น', 'า', 'ม', 'ก', 'ท', 'ด']],
  ])('%s', (_, typed) => {
    expect(typed.map((key, index) => keyName(press(key, {}, codes[index])))).toEqual(meant)
    expect(matches(press(typed[0]!, { ctrlKey: true }, 'KeyZ'), undo)).toBe(true)
    expect(matches(press(typed[0]!.toUpperCase(), { ctrlKey: true, ...shift }, 'KeyZ'), { ...undo, shift: true })).toBe(
      true,
    )
    expect(matches(press(typed[1]!, { ctrlKey: true }, 'KeyY'), undo)).toBe(false)
  })
  it('also where a key types two letters, a figure or a sign of its own', () => {
    expect(keyName(press('لا', {}, 'KeyB'))).toBe('b')
    expect(keyName(press('۰', {}, 'Digit0'))).toBe('0')
    expect(keyName(press('؟', shift, 'Slash'))).toBe('?')
    expect(keyName(press('ข', {}, 'Minus'))).toBe('-')
    expect(keyName(press('ж', {}, 'Semicolon'))).toBe('ж')
  })
})

describe('a key with Latin letters and signs counts by what it types', () => {
  it.each([
    ['AZERTY', 'z', 'KeyW', 'z'],
    ['AZERTY', 'w', 'KeyZ', 'w'],
    ['AZERTY', 'm', 'Semicolon', 'm'],
    ['AZERTY', ',', 'KeyM', ','],
    ['AZERTY', '?', 'KeyM', '?'],
    ['AZERTY', 'à', 'Digit0', 'à'],
    ['AZERTY', '0', 'Digit0', '0'],
    ['AZERTY', '-', 'Digit6', '-'],
    ['AZERTY', '°', 'Minus', '°'],
    ['QWERTZ', 'z', 'KeyY', 'z'],
    ['QWERTZ', 'Y', 'KeyZ', 'y'],
    ['QWERTZ', '?', 'Minus', '?'],
    ['QWERTZ', 'µ', 'KeyM', 'µ'],
    ['QWERTZ', 'ö', 'Semicolon', 'ö'],
    ['Russian', '?', 'Digit7', '?'],
    ['Russian', ',', 'Slash', ','],
    ['Turkish', 'ş', 'Semicolon', 'ş'],
    ['Vietnamese', '\u0300', 'Digit5', '\u0300'],
    ['any', 'ArrowUp', 'ArrowUp', 'ArrowUp'],
    ['any', 'Dead', 'KeyD', 'Dead'],
  ])('%s %s on %s', (_, key, code, name) => expect(keyName(press(key, {}, code))).toBe(name))

  it('undo on AZERTY and QWERTZ is where Z is printed, and only there', () => {
    const held = { ctrlKey: true }
    expect([press('z', held, 'KeyW'), press('z', held, 'KeyY')].map((one) => matches(one, undo))).toEqual([true, true])
    expect([press('w', held, 'KeyZ'), press('y', held, 'KeyZ')].map((one) => matches(one, undo))).toEqual([
      false,
      false,
    ])
  })
})
