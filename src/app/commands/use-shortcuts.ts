import { useEffect, useEffectEvent } from 'react'
import { usePreference } from '#src/state/preferences.ts'
import { isLetterKey, matches } from '#src/ui/form/shortcut.ts'
import { useCommands } from './commands.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement

/**
 * Runs commands by their keys: most from anywhere but a field, which has keys of its own, some from there as well. An
 * open dialog comes first.
 */
export function useShortcuts(): void {
  const commands = useCommands()
  const letterKeys = usePreference('letterKeys')
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const typing = isTyping(event.target)
    const command = commands.find(
      ({ shortcuts, everywhere }) =>
        (everywhere || !typing) &&
        shortcuts.some((shortcut) => matches(event, shortcut) && (letterKeys || !isLetterKey(shortcut))),
    )
    if (!command) return
    event.preventDefault()
    if (command.enabled && document.querySelector('dialog[open]') === null) command.run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
