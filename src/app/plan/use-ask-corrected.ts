import { useMutation } from '@tanstack/react-query'
import { taskMutations, useRights, useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import type { Answer } from '#src/domain/metocean/result.ts'
import { isFinal, isOfVoyage } from '#src/domain/tasks/submission.ts'
import type { TrueEta } from '#src/domain/voyage/current/true-eta.ts'
import { currentVoyage, useVoyageId } from '#src/state/voyage.ts'
import { useTasksPanel } from '../shell/use-tasks-panel.ts'
import { correctedDraft } from './send-request.ts'

/** Asks for an answer's plan once more, at corrected times; null: a request is under way, or nobody may ask here. */
export function useAskAtCorrectedTimes(answer: Answer | null): ((eta: TrueEta) => void) | null {
  const id = useVoyageId()
  const { submissions } = useTasks()
  const { maySend } = useRights()
  const { announced } = useTasksPanel()
  const { mutate: submit, isPending } = useMutation(taskMutations.submit(useTaskActions()))
  const isUnderWay = isPending || submissions.some((one) => isOfVoyage(one, id) && !isFinal(one))
  if (!answer || isUnderWay || !maySend) return null
  return (eta) => submit(correctedDraft(currentVoyage(), answer, eta), { onSuccess: announced })
}
