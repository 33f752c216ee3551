import { QueryClientProvider } from '@tanstack/react-query'
import { openTasks, TasksProvider } from '#src/data/tasks/use-tasks.tsx'
import { compareRenamed } from '#src/state/compare.ts'
import { currentShown, shownRenamed } from '#src/state/shown-answer.ts'
import { useViewActions } from '#src/state/view.ts'
import { readAddress } from './address.ts'
import { useAnswersAtHome } from './answer/use-answers-at-home.ts'
import { useShortcuts } from './commands/use-shortcuts.ts'
import { Dialogs, SessionEnd } from './dialogs.tsx'
import { Gate } from './gate.tsx'
import { AdminPagePart } from './parts.tsx'
import { Screen } from './screen.tsx'
import { PanelBoundary } from './shell/panel-boundary.tsx'
import { ThemeKeeper } from './shell/bars/theme-keeper.tsx'

const address = readAddress(window.location.pathname)

/** The page, for whoever may see it. */
export function App() {
  return (
    <PanelBoundary name="page">
      <QueryClientProvider client={openTasks().client}>
        <Gate>
          {address.isAdmin ? (
            <>
              <ThemeKeeper />
              <AdminPagePart />
            </>
          ) : (
            <VoyagePage />
          )}
        </Gate>
      </QueryClientProvider>
    </PanelBoundary>
  )
}

/** The tasks the page follows, and the screen that shows them. */
function VoyagePage() {
  const { answerShown } = useViewActions()
  const renamed = (from: string, to: string) => {
    shownRenamed(from, to)
    compareRenamed(from, to)
  }
  return (
    <TasksProvider
      // Answers of a voyage find their way there by themselves; one from elsewhere was attached by name here.
      onAnswer={(key, { parts }, here) =>
        here && parts.length === 0 && (currentShown()?.key ?? null) === null && answerShown(key, 'left')
      }
      onRenamed={renamed}
    >
      <ThemeKeeper />
      <Shortcuts />
      <AnswersAtHome />
      <Screen address={address} />
      <Dialogs />
      <SessionEnd />
    </TasksProvider>
  )
}

/** A component of its own, so that the screen is not drawn again when there is something to undo. */
function Shortcuts() {
  useShortcuts()
  return null
}

/** Nor when a task moves on. */
function AnswersAtHome() {
  useAnswersAtHome()
  return null
}
