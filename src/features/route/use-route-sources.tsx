import { type ReactNode, useRef, useState, useEffect, useEffectEvent } from 'react'
import { useIntent } from '#src/state/intents.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'

const PasteDialogPart = lazyPart(async () => (await import('./import/paste-dialog.tsx')).PasteDialog)

interface RouteSources {
  /** Lets the operator choose a file. */
  pick: () => void
  /** Opens the dialog for positions as text. */
  paste: () => void
  /** Has to be rendered somewhere in the page. */
  elements: ReactNode
}

/**
 * Where a route comes from besides drawing: a file, or pasted positions. Only one user at a time, as each listens to
 * Ctrl V. @param onImport a file was chosen; nothing changes until it has been previewed
 */
export function useRouteSources(onImport: (file: File) => void): RouteSources {
  const picker = useRef<HTMLInputElement>(null)
  const [pasted, setPasted] = useState<string | null>(null)
  usePaste(setPasted)
  const pick = () => picker.current?.click()
  const paste = () => setPasted('')
  useIntent('import', pick)
  useIntent('paste', paste)
  return {
    pick,
    paste,
    elements: (
      <>
        <input
          ref={picker}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label="Route file"
          data-testid="route-file"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            event.target.value = '' // so that the same file can be chosen again
            if (file) onImport(file)
          }}
        />
        {pasted !== null && <PasteDialogPart text={pasted} onClose={() => setPasted(null)} />}
      </>
    ),
  }
}

/** Does a field take the paste itself, or is a dialog open? */
function isTaken(target: EventTarget | null): boolean {
  return (
    (target instanceof HTMLElement &&
      (target.closest('input, textarea, select') !== null || target.isContentEditable)) ||
    document.querySelector('dialog[open]') !== null
  )
}

/** Also false if its reader cannot be loaded: the page then says that there is a new version. */
async function holdsPositions(text: string): Promise<boolean> {
  const { readPositionList } = await import('#src/domain/formats/position-list.ts').catch(() => ({
    readPositionList: null,
  }))
  return readPositionList?.(text).entries.some(({ position }) => position !== null) ?? false
}

/** Text with a position in it, pasted anywhere but into a field: a list from a message, a table from a spreadsheet. */
function usePaste(onPositions: (text: string) => void): void {
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
