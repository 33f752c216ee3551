import { useEffect, useEffectEvent } from 'react'
import { useCommands } from './commands.ts'
import { matches } from './shortcut.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement

/** Runs commands by their keys from anywhere but a text field, which has an undo of its own. */
export function useShortcuts(): void {
  const commands = useCommands()
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event.target)) return
    const command = commands.find(({ shortcuts }) => shortcuts.some((shortcut) => matches(event, shortcut)))
    if (!command) return
    event.preventDefault()
    if (command.enabled) command.run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
