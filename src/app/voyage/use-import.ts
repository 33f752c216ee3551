import { useCallback, useEffect, useRef, useState } from 'react'
import { readFile } from '#src/data/workers/import-reader.ts'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import type { ImportCandidate, ImportResult } from '#src/domain/formats/import-file.ts'
import type { ImportPlace } from '#src/features/route/import/import-dialog.tsx'
import { useEditorActions } from '#src/state/editor.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { currentVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { attempt } from '../attempt.ts'
import { importedPlan, importedVoyage, importWords } from './imported-voyage.ts'
import { session } from './session.ts'

interface Import {
  /** The file that is being read and how far, 0 to 1; null: none. */
  reading: { fileName: string; fraction: number } | null
  /** Gives up the file that is being read. */
  readingStopped: () => void
  /** What the file holds, waiting for the operator's word; null: no preview is open. */
  preview: ImportResult | null
  failure: { fileName: string; error: AppError } | null
  /** What the last import did, in words; '': there was none. */
  done: string
  fileChosen: (file: File) => void
  candidateUsed: (candidate: ImportCandidate, place: ImportPlace) => void
  dismissed: () => void
}

/** A file that is read sooner than this has its preview at once: a bar that comes and goes would only flicker. */
const SHOWN_AFTER_MS = 150

/** A file from the picker, or dropped or pasted anywhere: read in a worker, previewed, and only then taken. */
export function useImport(): Import {
  const [reading, setReading] = useState<Import['reading']>(null)
  const stop = useRef<AbortController | null>(null)
  const [preview, setPreview] = useState<ImportResult | null>(null)
  const [failure, setFailure] = useState<Import['failure']>(null)
  const [done, setDone] = useState('')
  const { routeImported, alternativeImported } = useVoyageActions()
  const { toolChosen, waypointSelected } = useEditorActions()
  const { answerShown } = useViewActions()
  const { placeShown } = usePreferenceActions()

  const fileChosen = useCallback((file: File) => {
    stop.current?.abort() // a newer file takes the place of the one being read
    const controller = new AbortController()
    const { signal } = controller
    stop.current = controller
    const { name: fileName } = file
    setReading(null)
    setFailure(null)
    setDone('') // the next may say the same, and is announced all the same
    let read = 0
    let isShown = false
    const show = () => {
      isShown = true
      if (!signal.aborted) setReading({ fileName, fraction: read })
    }
    const timer = setTimeout(show, SHOWN_AFTER_MS)
    const onProgress = (fraction: number) => {
      read = fraction
      if (isShown) show()
    }
    readFile(file, { signal, onProgress })
      .then(setPreview, (error: unknown) => !signal.aborted && setFailure({ fileName, error: asAppError(error) }))
      .finally(() => {
        clearTimeout(timer)
        if (stop.current === controller) setReading(null)
      })
  }, [])

  const candidateUsed = useCallback(
    (candidate: ImportCandidate, place: ImportPlace) => {
      setPreview(null)
      attempt(async () => {
        const before = currentVoyage()
        if (place === 'new') await session.begin() // what is open is saved first, and stays as it is
        if (place === 'beside') alternativeImported(importedPlan(candidate))
        else routeImported(importedVoyage(candidate))
        toolChosen('pan')
        waypointSelected(null)
        // It belonged to the route before; beside an alternative it stays, as where one is added by hand.
        if (place !== 'beside') answerShown(null)
        placeShown('route')
        setDone(importWords(candidate, place, before))
      })
    },
    [routeImported, alternativeImported, toolChosen, waypointSelected, answerShown, placeShown],
  )

  useFilesGiven(fileChosen)

  return {
    reading,
    readingStopped: () => stop.current?.abort(),
    preview,
    failure,
    done,
    fileChosen,
    candidateUsed,
    dismissed: () => (setPreview(null), setFailure(null)),
  }
}

/** Files dropped anywhere on the page are taken instead of opened by the browser; those copied in a file manager are pasted. */
function useFilesGiven(onFile: (file: File) => void): void {
  useEffect(() => {
    const allow = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const take = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0]
      if (!file) return
      event.preventDefault()
      onFile(file)
    }
    // A spreadsheet gives its cells as a picture too; they are read as text.
    const paste = ({ clipboardData }: ClipboardEvent) => {
      const file = clipboardData?.files[0]
      if (file && !clipboardData?.types.includes('text/plain')) onFile(file)
    }
    const stop = new AbortController()
    const { signal } = stop
    window.addEventListener('dragover', allow, { signal })
    window.addEventListener('drop', take, { signal })
    window.addEventListener('paste', paste, { signal })
    return () => stop.abort()
  }, [onFile])
}
