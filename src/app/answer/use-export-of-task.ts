import { useState } from 'react'
import { writeResult } from '#src/data/workers/file-writer.ts'
import { saveFile } from '#src/data/save-file.ts'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { loadVoyage } from '#src/data/voyages/voyages.ts'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import { partSeenFrom } from '#src/domain/tasks/known-answers.ts'
import { answerKey, partsWords, type Submission } from '#src/domain/tasks/submission.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { currentSheetNumbers } from '#src/state/preferences.ts'
import { currentHome } from '#src/state/viewpoint.ts'
import { currentVoyage } from '#src/state/voyage.ts'

/** The voyage a task was asked for, with its limits; if sent elsewhere, the open voyage's under the task's name. */
async function voyageOf({ parts, taskName }: Submission, part: number): Promise<Voyage> {
  const open = currentVoyage()
  const voyageId = parts[part]?.voyageId ?? ''
  if (voyageId === open.id) return open
  const kept = voyageId ? await loadVoyage(voyageId).catch(() => null) : null
  return kept?.voyage ?? { ...open, name: partsWords(parts) || taskName }
}

interface ExportOfTask {
  /** Saves a task's answer (the open voyage's part) as a table, which any program reads; the results offer the rest. */
  readonly exportAnswer: (submission: Submission) => void
  readonly failure: AppError | null
  readonly noticed: () => void
}

export function useExportOfTask(): ExportOfTask {
  const tasks = useTaskActions()
  const [failure, setFailure] = useState<AppError | null>(null)
  const save = async (submission: Submission) => {
    const part = partSeenFrom(submission, currentHome())
    const [answer, voyage] = await Promise.all([tasks.answer(answerKey(submission, part)), voyageOf(submission, part)])
    saveFile(await writeResult('csv', answer, voyage, currentSheetNumbers()))
  }
  return {
    exportAnswer: (submission) =>
      void save(submission).then(
        () => setFailure(null),
        (error: unknown) => setFailure(asAppError(error)),
      ),
    failure,
    noticed: () => setFailure(null),
  }
}
