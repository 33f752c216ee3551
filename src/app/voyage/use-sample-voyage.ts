import { useMutation, useQuery } from '@tanstack/react-query'
import { readFile } from '#src/data/workers/import-reader.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { AppError } from '#src/domain/errors.ts'
import { coverageWindow } from '#src/domain/metocean/coverage.ts'
import { planRequest } from '#src/domain/voyage/request-plan.ts'
import { activePlan, isEmptyPlan } from '#src/domain/voyage/voyage.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { currentHistory, currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { attempt } from '../attempt.ts'
import { requestDraft } from '../plan/send-request.ts'
import { useTasksPanel } from '../shell/use-tasks-panel.ts'
import { importedVoyage } from './imported-voyage.ts'
import { session } from './session.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'

const SAMPLE = { url: '/sample-voyage.rtz', fileName: 'sample-voyage.rtz' } as const

interface SampleVoyage {
  readonly open: () => void
  /** Its weather is requested at once, as the service here computes it; a company pays for what the other one answers. */
  readonly asksAtOnce: boolean
}

/** A voyage to try everything with. */
export function useSampleVoyage(): SampleVoyage {
  const begun = useBegunVoyage()
  const { placeShown } = usePreferenceActions()
  const { data: about } = useQuery(aboutQuery())
  const asksAtOnce = about?.mode === 'embedded'
  const { toolChosen, waypointSelected } = useEditorActions()
  const { announced } = useTasksPanel()
  const { mutateAsync: submit } = useMutation(taskMutations.submit(useTaskActions()))
  const open = async () => {
    const plan = await sampleVoyage()
    if (!isUntouched()) await session.begin()
    begun()
    toolChosen('pan')
    waypointSelected(null)
    const nowMs = Date.now()
    voyageActions.routeImported({ ...plan, departureMs: activePlan(newVoyage('', nowMs)).departureMs })
    if (!asksAtOnce) return placeShown('request')
    const voyage = currentVoyage()
    await submit(requestDraft(voyage, { mode: planRequest(voyage, coverageWindow(nowMs)).mode }))
    announced()
  }
  return { open: () => attempt(open), asksAtOnce }
}

async function sampleVoyage(): Promise<ReturnType<typeof importedVoyage>> {
  const response = await fetch(SAMPLE.url).catch((cause: unknown) => {
    throw new AppError('server-unreachable', String(cause), { cause })
  })
  if (!response.ok) throw new AppError('server-failed', `${SAMPLE.url}: ${response.status}`)
  const { candidates } = await readFile(new File([await response.blob()], SAMPLE.fileName))
  const [candidate] = candidates
  if (!candidate) throw new AppError('file-no-route', SAMPLE.fileName)
  return importedVoyage(candidate)
}

/** Is the open voyage still empty, so that leaving it loses nothing? */
function isUntouched(): boolean {
  const voyage = currentVoyage()
  return isEmptyPlan(activePlan(voyage)) && voyage.alternatives.length === 1 && currentHistory().steps.length === 0
}

/** What follows once another voyage is open: its route comes into sight. Its answers follow by themselves. */
export function useBegunVoyage(): () => void {
  const { placeShown } = usePreferenceActions()
  return () => placeShown('route')
}
