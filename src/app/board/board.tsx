import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { cardOf } from '#src/domain/tasks/card.ts'
import { isFinal } from '#src/domain/tasks/submission.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { BoardPage } from '#src/features/board/board-page.tsx'
import { boardViewActions } from '#src/features/board/board-view.ts'
import { useClock } from '#src/state/clock.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import { leaveBoard, showAddress } from '../address.ts'
import { attempt } from '../attempt.ts'
import { VoyageNotices } from '../voyage/voyage-notices.tsx'
import { useBegunVoyage } from '../voyage/use-sample-voyage.ts'
import { session } from '../voyage/session.ts'
import { BoardBar } from './board-bar.tsx'

/** Loaded beside the list, which does not wait for it. */
const FleetMapPart = lazyPart(async () => (await import('#src/features/map/fleet/fleet-map.tsx')).FleetMap)

/** The board joined to the app: its map, the voyages it opens, and what becomes of their requests. */
export function Board({ hasVoyage }: { hasVoyage: boolean }) {
  const { data: about = null } = useQuery(aboutQuery())
  const tasks = useTaskWords()
  const begun = useBegunVoyage()

  const open = async (id: string) => {
    // Before a voyage was ever shown there is no session to open one: it begins with the address.
    if (hasVoyage && !(await session.open(id))) return
    showAddress(id, 'opens')
    begun()
  }
  const onOpen = (id: string) => attempt(() => open(id))
  const onNew = () =>
    attempt(async () => {
      // The session begins with the last voyage, which the new one then replaces.
      if (!hasVoyage) flushSync(() => showAddress(null, 'opens'))
      await session.begin(hasVoyage ? 'opens' : 'replaces')
      showAddress(null, 'opens')
      begun()
    })
  return (
    <BoardPage
      bar={<BoardBar about={about} onBack={hasVoyage ? leaveBoard : null} onNew={onNew} />}
      drawMap={(rows, chosenId) => <LaterMap {...{ rows, chosenId, onOpen }} />}
      tasks={tasks}
      notices={hasVoyage && <VoyageNotices />}
      tools={() => null}
      onOpen={onOpen}
      onNew={onNew}
      actions={null}
    />
  )
}

/** The map is made once the list is on the screen: making it takes longer than drawing the list. */
function LaterMap(props: Omit<ComponentProps<typeof FleetMapPart>, 'onChoose'>) {
  const [isTime, setTime] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(() => setTime(true)))
    return () => cancelAnimationFrame(frame)
  }, [])
  return isTime ? <FleetMapPart {...props} onChoose={boardViewActions.chosen} /> : null
}

/** What becomes of each voyage's newest request that this browser follows: `Running`, `Waiting`. */
function useTaskWords(): ReadonlyMap<string, string> {
  const { submissions, progressByTask, lost, contactLostMs, nextLookMs } = useTasks()
  const nowMs = useClock(MINUTE_MS)
  return useMemo(() => {
    const words = new Map<string, string>()
    for (const submission of submissions) {
      if (isFinal(submission)) continue
      const { word } = cardOf(submission, {
        taskProgress: progressByTask.get(submission.taskId ?? '') ?? null,
        nowMs,
        contactLostMs,
        nextLookMs,
        retryMs: null,
        lost: lost.has(submission.id),
        candidates: 0,
      })
      for (const { voyageId } of submission.parts) if (!words.has(voyageId)) words.set(voyageId, word)
    }
    return words
  }, [submissions, progressByTask, lost, contactLostMs, nextLookMs, nowMs])
}
