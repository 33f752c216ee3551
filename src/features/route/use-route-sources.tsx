import { type ReactNode, useRef, useState } from 'react'
import { useIntent } from '#src/state/intents.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import { usePaste } from './import/use-paste.ts'

const PasteDialogPart = lazyPart(async () => (await import('./import/paste-dialog.tsx')).PasteDialog)

interface RouteSources {
  /** Lets the operator choose a file. */
  pick: () => void
  /** Opens the dialog for positions as text. */
  paste: () => void
  /** To be put somewhere in the page. */
  elements: ReactNode
}

/**
 * Where a route comes from besides drawing: a file, or positions pasted. One user at a time: each would listen to Ctrl V.
 * @param onImport a file was chosen; nothing changes until it was previewed
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
