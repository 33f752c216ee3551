import { useEffect, useEffectEvent } from 'react'
import { readPositionList } from '#src/domain/formats/position-list.ts'

/** Does a field take the paste itself, or is something else being asked? */
function isTaken(target: EventTarget | null): boolean {
  return (target instanceof HTMLElement && (target.closest('input, textarea, select') !== null || target.isContentEditable)) || document.querySelector('dialog[open]') !== null
}

/** Text pasted anywhere but into a field, if there is a position in it: a list from a message, a table from a spreadsheet. */
export function usePaste(onPositions: (text: string) => void): void {
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (isTaken(event.target) || text === '' || readPositionList(text).every(({ position }) => position === null)) return
    event.preventDefault()
    onPositions(text)
  })
  useEffect(() => {
    const listen = (event: ClipboardEvent) => pasted(event)
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
}
