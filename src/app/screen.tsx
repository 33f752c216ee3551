import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { submissionOfKey } from '#src/domain/tasks/known-answers.ts'
import { isFinal, wholeOfKey } from '#src/domain/tasks/submission.ts'
import { useEndedTasks } from '#src/features/tasks/news/task-news.ts'
import { useEditorActions, useFullTableOpen } from '#src/state/editor.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { currentShown, useShownKey } from '#src/state/shown-answer.ts'
import { useViewActions } from '#src/state/view.ts'
import { useVoyageId } from '#src/state/voyage.ts'
import { hasSheet, useScreenSize } from '#src/ui/page/use-media.ts'
import { type Address, leaveTaskAddress, onTravel } from './address.ts'
import { AnswerAge } from './answer/answer-age.tsx'
import { Results } from './answer/results.tsx'
import { useExportOfTask } from './answer/use-export-of-task.ts'
import { otherSourceWords } from './shell/notices/source-notice.tsx'
import { useShowAnswer } from './answer/use-show-answer.ts'
import { useShownAnswer } from './answer/use-shown-answer.ts'
import { AnswerMapPart, RouteTablePart, TasksPanelPart } from './parts.tsx'
import { Plan } from './plan/plan.tsx'
import { Layout } from './shell/layout.tsx'
import { PageNotices } from './shell/notices/page-notices.tsx'
import { PanelBoundary } from './shell/panel-boundary.tsx'
import { StatusBar } from './shell/bars/status-bar.tsx'
import { TopBar } from './shell/bars/top-bar.tsx'
import { useSheetFollows } from './shell/use-sheet-follows.ts'
import { useTasksPanel } from './shell/use-tasks-panel.ts'
import { session } from './voyage/session.ts'
import { useAutosave, useLeaveGuard } from './voyage/use-autosave.ts'
import { useVoyageOfTask } from './voyage/use-voyage-of-task.ts'

/** The regions side by side, each behind its own boundary; the only place where features meet. */
export function Screen({ address }: { address: Address }) {
  useSheetFollows()
  useLeaveGuard()
  const { saveState } = useAutosave(address.voyageId)
  useAddresses(address.taskId)
  const { data: about = null } = useQuery(aboutQuery())
  const { submissions, contactLostMs } = useTasks()
  const pendingTasks = submissions.filter((one) => !isFinal(one)).length
  const { answerShown } = useViewActions()
  const { answer, mismatch, failure } = useShownAnswer()
  const { preferenceChosen } = usePreferenceActions()
  const fullTable = useFullTableOpen()
  const { fullTableShown } = useEditorActions()
  const { showVoyage, editRequest, takeRoute } = useVoyageOfTask()
  const { exportAnswer, failure: exportFailure, noticed } = useExportOfTask()
  const shownKey = useShownKey()
  const voyageId = useVoyageId()
  const size = useScreenSize()
  const folded = hasSheet(size) ? undefined : () => preferenceChosen({ chartsFolded: true })
  const { ended, seen } = useEndedTasks(useTasksPanel().open)
  const readyAnswers = ended.filter(({ state }) => state === 'done').length
  const { showTask } = useShowAnswer()
  const answerWanted = (key: string) => void showTask(key)
  return (
    <Layout
      top={
        <TopBar
          about={about}
          reachable={contactLostMs === null}
          saveState={saveState}
          pendingTasks={pendingTasks}
          readyAnswers={readyAnswers}
        />
      }
      notices={
        <PageNotices
          about={about}
          ended={ended}
          seen={seen}
          failure={failure}
          exportFailure={exportFailure}
          onExportNoticed={noticed}
          onShow={answerWanted}
        />
      }
      plan={
        <PanelBoundary name="plan" of={voyageId}>
          <Plan about={about} onShow={answerWanted} />
        </PanelBoundary>
      }
      map={
        <PanelBoundary name="map" of={shownKey}>
          <AnswerMapPart answer={answer} mismatch={mismatch} />
        </PanelBoundary>
      }
      tasks={
        <PanelBoundary name="tasks">
          <TasksPanelPart
            onShow={answerWanted}
            onShowRoute={showVoyage}
            onEdit={editRequest}
            onExport={exportAnswer}
            onUseRoute={takeRoute}
          />
        </PanelBoundary>
      }
      charts={
        <PanelBoundary name="charts" of={shownKey}>
          {fullTable ? (
            <RouteTablePart
              answer={mismatch === null ? answer : null}
              onClose={() => fullTableShown(false)}
              onFold={folded}
            />
          ) : (
            <Results
              answer={answer}
              mismatch={mismatch}
              otherSource={answer && otherSourceWords(answer, about)}
              age={answer && <AnswerAge answer={answer} />}
              onFold={folded}
              onClose={() => answerShown(null)}
            />
          )}
        </PanelBoundary>
      }
      chartsIdle={answer === null && !fullTable}
      pendingTasks={pendingTasks}
      readyAnswers={readyAnswers}
      status={<StatusBar about={about} />}
    />
  )
}

/**
 * `/t/<task id>` shows that task's answer in its voyage; one sent from elsewhere in the voyage last worked on. The address
 * stays while that answer does. Back and Forward go through the tasks and voyages that were open.
 */
function useAddresses(taskId: string | null): void {
  const { showTask } = useShowAnswer()
  const tasks = useTaskActions()
  /** The task that the address had shown; null: none yet. */
  const reached = useRef<string | null>(null)
  const show = useEffectEvent(async (id: string) => {
    reached.current = null
    await session.flush() // by then the last voyage is open
    const looked = tasks.visit(id)
    await showTask(id, 'follows')
    await looked
    // Only now the submissions are known for sure: one sent from here has a voyage.
    if (submissionOfKey(tasks.snapshot().submissions, id)?.parts.length) await showTask(id, 'follows')
    reached.current = taskOf(currentShown()?.key ?? null)
  })
  const shownTask = taskOf(useShownKey())
  useEffect(() => {
    if (reached.current === null || shownTask === reached.current) return
    reached.current = null
    leaveTaskAddress()
  }, [shownTask])
  useEffect(() => {
    if (taskId) void show(taskId)
  }, [taskId])
  const travel = useEffectEvent(({ taskId: task, voyageId, isBoard }: Address) => {
    if (isBoard) return // the voyage stays as it is behind it
    if (task) void show(task)
    else if (voyageId) void session.open(voyageId, 'replaces')
    else void session.begin('replaces')
  })
  useEffect(() => onTravel(travel), [])
}

const taskOf = (key: string | null): string | null => (key === null ? null : wholeOfKey(key).whole)
