import { type ReactNode, useState } from 'react'
import { type DialogName, useIntent } from '#src/state/intents.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'

interface OpenDialog {
  onClose: () => void
}

/** Each is loaded when it is first opened, or once the page has nothing better to do. */
const dialogs: Readonly<Record<DialogName, (props: OpenDialog) => ReactNode>> = {
  commands: lazyPart(async () => (await import('./commands/palette.tsx')).Palette),
  keys: lazyPart(async () => (await import('./commands/shortcut-list.tsx')).ShortcutList),
  guide: lazyPart(async () => (await import('./help/guide.tsx')).Guide),
  settings: lazyPart(async () => (await import('#src/features/settings/settings-dialog.tsx')).SettingsDialog),
  voyages: lazyPart(async () => (await import('./voyage/voyages-dialog.tsx')).VoyagesDialog),
  limits: lazyPart(async () => (await import('#src/features/settings/limit-dialog.tsx')).LimitDialog),
  'sail-rest': lazyPart(async () => (await import('#src/features/route/schedule/sail-rest-dialog.tsx')).SailRestDialog),
}

/** The dialog that was asked for, whoever asked: one at a time. */
export function Dialogs() {
  const [open, setOpen] = useState<DialogName | null>(null)
  useIntent('open-dialog', setOpen)
  if (!open) return null
  const Part = dialogs[open]
  // Another one may have been opened in its place meanwhile: that stays.
  return <Part key={open} onClose={() => setOpen((now) => (now === open ? null : now))} />
}
