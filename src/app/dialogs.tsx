import { type ReactNode, useState } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { type DialogName, useIntent } from '#src/state/intents.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import { SessionDialogPart } from './parts.tsx'

interface OpenDialog {
  onClose: () => void
}

/** Each is loaded when it is first opened, or once the page is idle. */
const dialogs: Readonly<Record<DialogName, (props: OpenDialog) => ReactNode>> = {
  commands: lazyPart(async () => (await import('./commands/palette.tsx')).Palette),
  keys: lazyPart(async () => (await import('./commands/shortcut-list.tsx')).ShortcutList),
  guide: lazyPart(async () => (await import('./help/guide.tsx')).Guide),
  settings: lazyPart(async () => (await import('#src/features/settings/settings-dialog.tsx')).SettingsDialog),
  voyages: lazyPart(async () => (await import('./voyage/voyages-dialog.tsx')).VoyagesDialog),
  versions: lazyPart(async () => (await import('./voyage/versions-dialog.tsx')).VersionsDialog),
  account: lazyPart(async () => (await import('./account.tsx')).Account),
  limits: lazyPart(async () => (await import('#src/features/settings/limit-dialog.tsx')).LimitDialog),
  areas: lazyPart(async () => (await import('#src/features/settings/areas/areas-dialog.tsx')).AreasDialog),
  charter: lazyPart(async () => (await import('#src/features/settings/charter-dialog.tsx')).CharterDialog),
  'sail-rest': lazyPart(async () => (await import('#src/features/route/schedule/sail-rest-dialog.tsx')).SailRestDialog),
  'better-route': lazyPart(async () => (await import('#src/features/optimise/better-route.tsx')).BetterRouteDialog),
  'port-to-port': lazyPart(async () => (await import('#src/features/route/ports/port-to-port.tsx')).PortToPortDialog),
  departures: lazyPart(async () => (await import('#src/features/optimise/departures.tsx')).DeparturesDialog),
  'speed-plan': lazyPart(async () => (await import('./plan/speed-plan-dialog.tsx')).SpeedPlanDialog),
}

/** The dialog asked for, from wherever: one at a time. */
export function Dialogs() {
  const [open, setOpen] = useState<DialogName | null>(null)
  useIntent('open-dialog', setOpen)
  if (!open) return null
  const Part = dialogs[open]
  // Another one may have been opened in its place meanwhile, and stays.
  return <Part key={open} onClose={() => setOpen((now) => (now === open ? null : now))} />
}

/** Offers to sign in again in place, over whatever else is open, once the session has ended. */
export function SessionEnd() {
  const { isSignedOut } = useTasks()
  const [isPutOff, setPutOff] = useState(false)
  useIntent('sign-in', () => setPutOff(false))
  if (!isSignedOut && isPutOff) setPutOff(false) // the next end is told again
  return isSignedOut && !isPutOff ? <SessionDialogPart onClose={() => setPutOff(true)} /> : null
}
