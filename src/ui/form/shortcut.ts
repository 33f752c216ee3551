/** A key with its modifiers. `mod` is Ctrl, or Cmd on a Mac. */
export interface Shortcut {
  /** As `keyName` gives it, lower case. */
  readonly key: string
  readonly mod?: true
  readonly shift?: true
  readonly alt?: true
}

/** What a press typed, and which key of the board that was. */
export type TypedKey = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>
type KeyPress = TypedKey & Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey'>

/** A sign of an alphabet other than the Latin one. Signs that several alphabets share, such as `µ` and `§`, are none. */
const otherAlphabet = /[^\p{ASCII}\p{scx=Latin}\p{scx=Common}\p{scx=Inherited}]/u

/** What the keys that are no letters or figures type on a board with Latin letters, plain and with Shift. */
const signsByCode: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Comma: [',', '<'],
  Slash: ['/', '?'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
}

/**
 * The name that shortcuts know a key by: what it types, a letter in lower case, so that boards with Latin letters in
 * other places stay as they are labelled. Where it types another alphabet, as on Greek, Cyrillic, Hebrew and Arabic
 * boards, what the key in its place types on an English one.
 */
export function keyName({ key, code, shiftKey }: TypedKey): string {
  if (!otherAlphabet.test(key)) return key.length === 1 ? key.toLowerCase() : key
  return signsByCode[code]?.[shiftKey ? 1 : 0] ?? /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() ?? key
}

/** Whether a sign such as `?` or `,` needs Shift depends on the keyboard, so Shift is ignored for signs. */
const isSign = (key: string) => key.length === 1 && !/[a-z0-9]/i.test(key)

/** Does this key press match the shortcut? */
export function matches(event: KeyPress, { key, mod, shift, alt }: Shortcut): boolean {
  const held = (event.ctrlKey || event.metaKey) === (mod === true) && event.altKey === (alt === true)
  return held && keyName(event).toLowerCase() === key && (isSign(key) || event.shiftKey === (shift === true))
}

/** One letter or sign without a modifier: easily typed by accident, so it can be switched off. */
export const isLetterKey = ({ key, mod, alt }: Shortcut): boolean => key.length === 1 && !mod && !alt

const isMac = /^(Mac|iP)/.test(navigator.platform)

const words: Readonly<Record<string, string>> = {
  '-': '\u2212',
  enter: 'Enter',
  escape: 'Esc',
  delete: 'Delete',
  backspace: 'Backspace',
  insert: 'Insert',
  home: 'Home',
  end: 'End',
  pageup: 'Page Up',
  pagedown: 'Page Down',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
}

/** `['Ctrl', 'Shift', 'Z']`: the keys to press, named as on this computer's keyboard. */
export function shortcutKeys({ key, mod, shift, alt }: Shortcut): string[] {
  const held = [mod && (isMac ? '⌘' : 'Ctrl'), alt && (isMac ? '⌥' : 'Alt'), shift && (isMac ? '⇧' : 'Shift')]
  return [...held.filter((one) => typeof one === 'string'), words[key] ?? key.toUpperCase()]
}

/** `Ctrl Shift Z`, as tooltips and menus show it. */
export const shortcutWords = (shortcut: Shortcut): string => shortcutKeys(shortcut).join(' ')

/** Shortcuts that more than one part of the screen shows. */
export const shortcuts = {
  undo: { key: 'z', mod: true },
  redo: { key: 'z', mod: true, shift: true },
  paste: { key: 'v', mod: true },
  commands: { key: 'k', mod: true },
} as const satisfies Record<string, Shortcut>
