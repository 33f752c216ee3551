import { useEffect, useEffectEvent } from 'react'

/** Does a field take the paste itself, or is something else being asked? */
function isTaken(target: EventTarget | null): boolean {
  return (
    (target instanceof HTMLElement &&
      (target.closest('input, textarea, select') !== null || target.isContentEditable)) ||
    document.querySelector('dialog[open]') !== null
  )
}

/** False too where what reads them cannot be loaded: the page then tells of its new version. */
async function holdsPositions(text: string): Promise<boolean> {
  const { readPositionList } = await import('#src/domain/formats/position-list.ts').catch(() => ({
    readPositionList: null,
  }))
  return readPositionList?.(text).some(({ position }) => position !== null) ?? false
}

/** Text pasted anywhere but into a field, if there is a position in it: a list from a message, a table from a spreadsheet. */
export function usePaste(onPositions: (text: string) => void): void {
  const found = useEffectEvent(onPositions)
  useEffect(() => {
    const listen = ({ target, clipboardData }: ClipboardEvent) => {
      const text = clipboardData?.getData('text/plain') ?? ''
      if (text !== '' && !isTaken(target)) void holdsPositions(text).then((holds) => holds && found(text))
    }
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
}
