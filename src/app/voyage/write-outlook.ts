import { boardQueries } from '#src/data/library/board-queries.ts'
import { voyageCalls } from '#src/data/library/library-calls.ts'
import { answerQueries } from '#src/data/tasks/queries.ts'
import type { Tasks } from '#src/data/tasks/tasks.ts'
import { loadVoyage } from '#src/data/voyages/voyages.ts'
import { outlookOf } from '#src/domain/library/outlook.ts'
import { linksOfVoyage } from '#src/domain/tasks/answer-links.ts'
import { answerKey } from '#src/domain/tasks/submission.ts'

/** What was written last, by voyage. */
const written = new Map<string, string>()

/**
 * Tells the board what the last answer for the active alternative of a voyage says is ahead. Only the desk that has
 * read the answer can: the server reads none.
 * @throws HttpError
 */
export async function writeOutlook(tasks: Tasks, voyageId: string): Promise<void> {
  const kept = await loadVoyage(voyageId)
  const { submissions } = tasks.snapshot()
  const link = linksOfVoyage(submissions, voyageId).find((one) => one.alternative === kept?.voyage.activeId)
  const submission = submissions.find(({ taskId }) => taskId === link?.taskId)
  if (!kept || !link || !submission) return
  const part = submission.parts.findIndex(
    (one) => one.voyageId === voyageId && one.alternativeId === link.alternative && one.first === link.first,
  )
  const answer = await tasks.client.fetchQuery(answerQueries.byKey(answerKey(submission, part), tasks))
  const outlook = answer && outlookOf(answer, kept.voyage.limits, link.alternative, Date.now())
  if (!outlook || written.get(voyageId) === JSON.stringify(outlook)) return
  await voyageCalls.outlook(voyageId, outlook)
  void tasks.client.invalidateQueries({ queryKey: boardQueries.root() })
  written.set(voyageId, JSON.stringify(outlook))
}
