import { Download } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { writeVoyage } from '#src/data/workers/file-writer.ts'
import { saveFile } from '#src/data/save-file.ts'
import { AppError, asAppError } from '#src/domain/errors.ts'
import { exportFormats, type ExportFormatInfo } from '#src/domain/formats/write/export-formats.ts'
import { intend, useIntent } from '#src/state/intents.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { currentSheetNumbers } from '#src/state/preferences.ts'
import { usePlan, useVoyage } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu, type MenuItem } from '#src/ui/overlay/menu.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'

/** On paper alone; there for the browser's own Print too, once it was loaded with the rest. */
const PassagePlanPart = lazyPart(async () => (await import('./passage-plan-print.tsx')).PassagePlanPrint, null, {
  waits: true,
})

const PassagePlanOnce = lazyPart(async () => (await import('./passage-plan-print.tsx')).PassagePlanOnce)

async function print(): Promise<void> {
  await PassagePlanPart.preload()
  if (PassagePlanPart.isMissing()) intend('show-failure', new AppError('part-not-loaded'))
  // The menu closes first, so that it is not on the paper.
  else setTimeout(() => window.print())
}

const noTracks = 'For routes, not for tracks'

/** Offers the voyage as a file, or on paper. */
export function ExportMenu() {
  const voyage = useVoyage()
  const { route, track } = usePlan()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState<string | null>(null)
  const [other, setOther] = useState<{ voyage: Voyage; note: string } | null>(null)
  const otherDone = useCallback(() => setOther(null), [])
  useIntent('print-plan', (printed) => (printed ? setOther(printed) : void print()))
  const stop = useRef<AbortController | null>(null)
  const routed = route.waypoints.length >= 2

  const openChanged = (next: boolean) => {
    stop.current?.abort() // closing the menu cancels what is still being prepared
    setNote(null)
    setOpen(next)
  }
  const save = async ({ format, label }: ExportFormatInfo) => {
    stop.current?.abort()
    const { signal } = (stop.current = new AbortController())
    setNote(`Preparing ${label}…`)
    try {
      saveFile(await writeVoyage(format, voyage, currentSheetNumbers(), signal))
      openChanged(false)
    } catch (error) {
      if (!signal.aborted) setNote(messageFor(asAppError(error).code))
    }
  }
  const files = exportFormats.map((info): MenuItem => ({
    label: info.label,
    hint: track ? (info.takesTracks ? null : noTracks) : info.leavesOut && `Leaves out ${info.leavesOut}`,
    disabled: track ? !info.takesTracks : !routed,
    keepsOpen: true,
    onSelect: () => void save(info),
  }))
  const paper: MenuItem = {
    label: 'Passage plan (print)',
    hint: track ? noTracks : null,
    disabled: !routed,
    onSelect: () => void print(),
  }
  return (
    <>
      <Menu
        label="Export"
        trigger={<IconButton size="small" label="Export" icon={<Download />} />}
        groups={[files, [paper]]}
        note={note ?? (routed || track ? null : messageFor('too-few-points'))}
        open={open}
        onOpenChange={openChanged}
      />
      <span role="status" className="visually-hidden">
        {note}
      </span>
      {routed && !other && <PassagePlanPart voyage={voyage} />}
      {other && <PassagePlanOnce {...other} planned={voyage} onDone={otherDone} />}
    </>
  )
}
