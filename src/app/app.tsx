import { TasksProvider } from '#src/data/tasks/use-tasks.tsx'
import { useShownKey, useViewActions } from '#src/state/view.ts'
import { readAddress } from './address.ts'
import { useShortcuts } from './commands/use-shortcuts.ts'
import { Dialogs } from './dialogs.tsx'
import { Screen } from './screen.tsx'
import { PanelBoundary } from './shell/panel-boundary.tsx'
import { ThemeKeeper } from './shell/theme-keeper.tsx'

const address = readAddress(window.location.pathname)

/** The page: the tasks it follows, and the screen that shows them. */
export function App() {
  const { answerShown, answerRenamed } = useViewActions()
  const shownKey = useShownKey()
  return (
    <PanelBoundary name="page">
      <TasksProvider
        // What this page waits for is shown; what was asked before a reload only where nothing else is looked at.
        onAnswer={(key, _, here) => (here || shownKey === null) && answerShown(key)}
        onRenamed={answerRenamed}
      >
        <ThemeKeeper />
        <Shortcuts />
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
