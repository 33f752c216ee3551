import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type CSSProperties, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { openTasks, TasksProvider } from '#src/data/tasks/use-tasks.tsx'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { keepsLibrary, rightsOf } from '#src/domain/tasks/rights.ts'
import { compareRenamed } from '#src/state/compare.ts'
import { currentShown, shownRenamed } from '#src/state/shown-answer.ts'
import { useViewActions, voyageBehind } from '#src/state/view.ts'
import { isBoardShown, onAddressChange, onTravel, readAddress, showBoard } from './address.ts'
import { useAnswersAtHome } from './answer/use-answers-at-home.ts'
import { useShortcuts } from './commands/use-shortcuts.ts'
import { Dialogs, SessionEnd } from './dialogs.tsx'
import { Gate } from './gate.tsx'
import { AdminPagePart, BoardPart } from './parts.tsx'
import { Screen } from './screen.tsx'
import { PanelBoundary } from './shell/panel-boundary.tsx'
import { ThemeKeeper } from './shell/bars/theme-keeper.tsx'
import { useLibrary } from './voyage/library.ts'

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
      <AnswersAtHome />
      <LibraryKept />
      <BoardOrVoyage />
      <Dialogs />
      <SessionEnd />
    </TasksProvider>
  )
}

/** As large as in front, so that tables and charts are ready when it comes back. */
const behindBoard: CSSProperties = { position: 'absolute', inset: 0, visibility: 'hidden' }

/**
 * The board, or the voyage that is open. Once shown, a voyage stays in the page behind the board, so that going back and
 * forth is one click without a wait; only when one is first shown its map is made and its session begins.
 */
function BoardOrVoyage() {
  const { data: about = null } = useQuery(aboutQuery())
  const [first, setFirst] = useState(() => {
    if (beginsAtBoard(about)) showBoard('replaces')
    return isBoardShown() ? null : address
  })
  const isBoard = useSyncExternalStore(onAddressChange, isBoardShown)
  if (!isBoard && first === null) setFirst(readAddress(window.location.pathname))
  useLayoutEffect(() => voyageBehind(isBoard), [isBoard])
  useEffect(() => onTravel(() => undefined), []) // Back is noticed also while there is no voyage to go back to
  return (
    <>
      {isBoard && <BoardPart hasVoyage={first !== null} />}
      {first && (
        <div inert={isBoard} style={isBoard ? behindBoard : { display: 'contents' }}>
          {!isBoard && <Shortcuts />}
          <Screen address={first} />
        </div>
      )}
    </>
  )
}

/** A team that signs in begins at the board, unless the address names a voyage or a task. */
const beginsAtBoard = (about: About | null): boolean =>
  keepsLibrary(about) && rightsOf(about).me !== null && address.voyageId === null && address.taskId === null

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

function LibraryKept() {
  useLibrary()
  return null
}
