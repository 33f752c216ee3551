import { TasksProvider } from '#src/data/tasks/use-tasks.tsx'
import { compareRenamed } from '#src/state/compare.ts'
import { currentShown, shownRenamed } from '#src/state/shown-answer.ts'
import { useViewActions } from '#src/state/view.ts'
import { readAddress } from './address.ts'
import { useAnswersAtHome } from './answer/use-answers-at-home.ts'
import { useShortcuts } from './commands/use-shortcuts.ts'
import { Dialogs } from './dialogs.tsx'
import { Screen } from './screen.tsx'
import { PanelBoundary } from './shell/panel-boundary.tsx'
import { ThemeKeeper } from './shell/bars/theme-keeper.tsx'

const address = readAddress(window.location.pathname)

/** The page: the tasks it follows, and the screen that shows them. */
export function App() {
  const { answerShown } = useViewActions()
  const renamed = (from: string, to: string) => {
    shownRenamed(from, to)
    compareRenamed(from, to)
  }
  return (
    <PanelBoundary name="page">
      <TasksProvider
        // Those asked for in a voyage find their way there by themselves; one of elsewhere was attached by name here.
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
      </TasksProvider>
    </PanelBoundary>
  )
}

/** Apart from the screen, which has no need to be drawn anew when there is something to undo. */
function Shortcuts() {
  useShortcuts()
  return null
}

/** Nor for a task that goes on. */
function AnswersAtHome() {
  useAnswersAtHome()
  return null
}
