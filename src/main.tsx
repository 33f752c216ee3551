import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#src/ui/page/base.css'
import { App } from '#src/app/app.tsx'
import { watchServer } from '#src/app/watch-server.ts'
import { AnswerMapPart } from '#src/app/parts.tsx'
import { watchBrowserUser } from '#src/data/browser-user.ts'
import { loadFileWriter } from '#src/data/workers/file-writer.ts'
import { prepareFileReader } from '#src/data/workers/import-reader.ts'
import { loadComlink } from '#src/data/workers/remote-worker.ts'
import { openTasks } from '#src/data/tasks/use-tasks.tsx'
import { onIntent } from '#src/state/intents.ts'
import { preloadParts, workBegins } from '#src/ui/page/lazy-part.tsx'
import { keepTextInPlace } from '#src/ui/page/translated-text.ts'
import { Tooltips } from '#src/ui/overlay/tooltips.tsx'

keepTextInPlace()
void AnswerMapPart.preload() // loads while the rest is drawn
watchServer(openTasks().client)
watchBrowserUser()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element to draw in.')
createRoot(root).render(
  <StrictMode>
    <App />
    <Tooltips />
  </StrictMode>,
)

/** After this the map is not waited for any longer. */
const LONGEST_WAIT_MS = 10_000
/** Whoever only looks needs nothing more; but the line may be lost before work begins. */
const QUIET_MS = 30_000
const mapDrawn = new Promise<void>((resolve) => {
  onIntent('map-drawn', resolve)
  setTimeout(resolve, LONGEST_WAIT_MS)
})
const keepLists = async () => (await import('#src/app/team-lists.ts')).keepTeamLists()
void Promise.all([mapDrawn, workBegins(QUIET_MS)]).then(() =>
  preloadParts([keepLists, loadComlink, loadFileWriter, prepareFileReader]),
)
