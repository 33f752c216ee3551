import { describe, expect, it } from 'vitest'
import { matches, shortcutWords } from '#src/ui/form/shortcut.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
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
