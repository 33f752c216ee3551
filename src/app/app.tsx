import { TasksProvider } from '#src/data/use-tasks.tsx'
import { useViewActions } from '#src/state/view.ts'
import { readAddress } from './address.ts'
import { PanelBoundary } from './panel-boundary.tsx'
import { Screen } from './screen.tsx'

const address = readAddress(window.location.pathname)

/** The page: the tasks it follows, and the screen that shows them. */
export function App() {
  const { answerShown, answerRenamed } = useViewActions()
  return (
    <PanelBoundary name="page">
      <TasksProvider onAnswer={(key, _, here) => here && answerShown(key)} onRenamed={answerRenamed}>
        <Screen address={address} />
      </TasksProvider>
    </PanelBoundary>
  )
}
