/** A key with what is held down. `mod` is Ctrl, on a Mac Cmd. */
export interface Shortcut {
  /** As `KeyboardEvent.key`, lower case. */
  readonly key: string
  readonly mod?: true
  readonly shift?: true
}

/** Is this the key press the shortcut means? Alt never is part of one: with it keys write letters. */
export function matches(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>, { key, mod = false, shift = false }: { key: string; mod?: boolean; shift?: boolean }): boolean {
  return event.key.toLowerCase() === key && (event.ctrlKey || event.metaKey) === mod && event.shiftKey === shift && !event.altKey
}

/** `Ctrl Shift Z`, as tooltips and menus show it. */
export function shortcutWords({ key, mod, shift }: Shortcut): string {
  return [mod && 'Ctrl', shift && 'Shift', key.length === 1 ? key.toUpperCase() : key].filter(Boolean).join(' ')
}
