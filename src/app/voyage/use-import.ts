import { useCallback, useEffect, useRef, useState } from 'react'
import { onServerAnswers } from '#src/data/http/server-answers.ts'
import { readFile } from '#src/data/workers/import-reader.ts'
import { type Area, freeAreaName } from '#src/domain/areas/area.ts'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import type { ImportCandidate, ImportResult } from '#src/domain/formats/import-file.ts'
import type { TableAssignment } from '#src/domain/formats/table-sheet.ts'
import { formatCount } from '#src/domain/units/format.ts'
import type { ImportPlace } from '#src/features/route/import/import-dialog.tsx'
import type { AssignmentOrigin } from '#src/features/route/import/table-columns.tsx'
import { useEditorActions } from '#src/state/editor.ts'
import { intend } from '#src/state/intents.ts'
import { currentPreferences, usePreferenceActions } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { currentPlan, currentVoyage, onVoyageChanged, useVoyageActions } from '#src/state/voyage.ts'
import { attempt } from '../attempt.ts'
import { importedPlan, importedVoyage, importWords } from './imported-voyage.ts'
import { session } from './session.ts'

/** A file's content, waiting for the operator to decide. */
interface Preview {
  file: File
  result: ImportResult
  /** Where the roles of a table's columns come from. */
  origin: AssignmentOrigin
  /** Other columns were chosen, and the result is still that of the previous ones. */
  isStale: boolean
}

interface Import {
  /** The file being read and how far, 0 to 1; null: none. */
  reading: { fileName: string; fraction: number } | null
  /** Stops reading the file. */
  readingStopped: () => void
  /** null: none is open. */
  preview: Preview | null
  failure: { fileName: string; error: AppError } | null
  /** What the last import did, in words; '': there was none. */
  done: string
  fileChosen: (file: File) => void
  /** Reads the table in the preview again; null: with the columns that Fairway works out. */
  columnsAssigned: (assignment: TableAssignment | null) => void
  candidateUsed: (candidate: ImportCandidate, place: ImportPlace) => void
  areasUsed: (areas: readonly Area[]) => void
  dismissed: () => void
}

/** A file read faster than this goes straight to its preview: a bar that comes and goes would only flicker. */
const SHOWN_AFTER_MS = 150

/** A file from the picker, or dropped or pasted anywhere: read in a worker, previewed, and only then taken. */
export function useImport(): Import {
  const [reading, setReading] = useState<Import['reading']>(null)
  const stop = useRef<AbortController | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [failure, setFailure] = useState<Import['failure']>(null)
  const [done, setDone] = useState('')
  const { routeImported, alternativeImported, areasEdited } = useVoyageActions()
  const { toolChosen, waypointSelected } = useEditorActions()
  const { answerShown } = useViewActions()
  const { placeShown, tableAssigned } = usePreferenceActions()

  const fileChosen = useCallback((file: File) => {
    stop.current?.abort() // a newer file replaces the one being read
    const controller = new AbortController()
    const { signal } = controller
    stop.current = controller
    const { name: fileName } = file
    setReading(null)
    setFailure(null)
    setDone('') // the next may say the same, and still has to be announced
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
    const readOrWait = () =>
      readAsBefore(file, { signal, onProgress }).then(
        (read) => {
          setFailure(null)
          setPreview(read)
        },
        (cause: unknown) => {
          if (signal.aborted) return
          const error = asAppError(cause)
          setFailure({ fileName, error })
          if (error.code === 'part-not-loaded') onceServerAnswers(() => void readOrWait(), signal)
        },
      )
    void readOrWait().finally(() => {
      clearTimeout(timer)
      if (stop.current === controller) setReading(null)
    })
  }, [])

  const columnsAssigned = useCallback(
    (assignment: TableAssignment | null) => {
      if (!preview?.result.table) return
      const { file, result } = preview
      stop.current?.abort()
      const { signal } = (stop.current = new AbortController())
      const origin = originOf(assignment, preview)
      const shown = { file, origin, result: withAssignment(result, assignment), isStale: true } as const
      setPreview(shown)
      readFile(file, { signal, ...(assignment && { assignment }) }).then(
        (read) => setPreview({ file, origin, result: read, isStale: false }),
        // Even a wrong column leaves the dialog open, to choose another.
        (error: unknown) =>
          !signal.aborted &&
          setPreview({ file, origin, result: unread(shown.result, asAppError(error)), isStale: false }),
      )
    },
    [preview],
  )

  const candidateUsed = useCallback(
    (candidate: ImportCandidate, place: ImportPlace) => {
      const { table = null } = preview?.result ?? {}
      if (table && preview?.origin === 'chosen') tableAssigned(table.layoutKey, table.assignment)
      if (table && preview?.origin === 'worked-out') tableAssigned(table.layoutKey, null)
      setPreview(null)
      attempt(async () => {
        const before = currentVoyage()
        if (place === 'new') await session.begin() // the open voyage is saved first, and stays as it is
        if (place === 'beside') alternativeImported(importedPlan(candidate))
        else routeImported(importedVoyage(candidate))
        toolChosen('pan')
        waypointSelected(null)
        // The answer belonged to the replaced route; beside an alternative it stays, as when one is added by hand.
        if (place !== 'beside') answerShown(null)
        placeShown('route')
        setDone(importWords(candidate, place, before))
      })
    },
    [preview, tableAssigned, routeImported, alternativeImported, toolChosen, waypointSelected, answerShown, placeShown],
  )

  const areasUsed = useCallback(
    (areas: readonly Area[]) => {
      setPreview(null)
      areasEdited((now) => areas.reduce((all, area) => [...all, { ...area, name: freeAreaName(area.name, all) }], now))
      setDone(`Added ${formatCount(areas.length, 'area')} to this voyage.`)
      intend('open-dialog', 'areas')
    },
    [areasEdited],
  )

  useFilesGiven(fileChosen)

  // Whoever has a route by other means, or opens another voyage, needs that file no more. One that waits is kept.
  const isOfFile = failure !== null && failure.error.code !== 'part-not-loaded'
  useEffect(() => {
    if (!isOfFile) return
    const { route, track } = currentPlan()
    return onVoyageChanged(() => {
      const now = currentPlan()
      if (now.route !== route || now.track !== track) setFailure(null)
    })
  }, [isOfFile])

  return {
    reading,
    readingStopped: () => stop.current?.abort(),
    preview,
    failure,
    done,
    fileChosen,
    columnsAssigned,
    candidateUsed,
    areasUsed,
    dismissed: () => (stop.current?.abort(), setPreview(null), setFailure(null)),
  }
}

/** What could not be loaded is asked for again when the server answers, unless that is given up. */
function onceServerAnswers(again: () => void, signal: AbortSignal): void {
  const stop = onServerAnswers(() => {
    stop()
    if (!signal.aborted) again()
  })
}

/** A file with what it holds; a table whose layout the operator has explained before is read in the same way. */
async function readAsBefore(file: File, options: Parameters<typeof readFile>[1]): Promise<Preview> {
  const result = await readFile(file, options)
  const { layoutKey } = result.table ?? {}
  const before = currentPreferences().tableAssignments.find((one) => one.layoutKey === layoutKey)
  const workedOut = { file, result, origin: 'worked-out', isStale: false } as const
  if (!before) return workedOut
  try {
    // Zone and order of the dates are each table's own: this ship may be on another ocean.
    const { columns } = before.assignment
    return { ...workedOut, result: await readFile(file, { ...options, assignment: { columns } }), origin: 'remembered' }
  } catch {
    return workedOut // the same headings over different columns
  }
}

/** Other columns are the operator's; an answer about dates or zone leaves the columns where they come from. */
function originOf(assignment: TableAssignment | null, { result, origin }: Preview): AssignmentOrigin {
  if (!assignment) return 'worked-out'
  const before = result.table?.assignment.columns
  if (JSON.stringify(assignment.columns) !== JSON.stringify(before)) return 'chosen'
  return origin === 'worked-out' ? 'answered' : origin
}

/** A choice is shown at once, before the file has been read with it. */
const withAssignment = (result: ImportResult, assignment: TableAssignment | null): ImportResult =>
  result.table && assignment ? { ...result, table: { ...result.table, assignment } } : result

const unread = (result: ImportResult, { detail }: AppError): ImportResult => ({
  ...result,
  candidates: [],
  notes: [],
  table: result.table && { ...result.table, reasons: [`With these columns ${detail}.`] },
})

/** Files dropped anywhere on the page are taken instead of opened by the browser; copied files can be pasted. */
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
    // A spreadsheet also offers its cells as a picture; they are read as text.
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
