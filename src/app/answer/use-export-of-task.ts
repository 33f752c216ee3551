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

/** The voyage a task was asked for, with its limits; for one sent elsewhere the open voyage's limits under the task's own name. */
async function voyageOf({ parts, taskName }: Submission, part: number): Promise<Voyage> {
  const open = currentVoyage()
  const voyageId = parts[part]?.voyageId ?? ''
  if (voyageId === open.id) return open
  const kept = voyageId ? await loadVoyage(voyageId).catch(() => null) : null
  return kept?.voyage ?? { ...open, name: partsWords(parts) || taskName }
}

interface ExportOfTask {
  /** Saves the answer of a task, of several the part that concerns the open voyage, as a table, which every program reads; the other forms are with the results. */
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
