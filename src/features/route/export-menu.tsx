import { Download } from 'lucide-react'
import { useState } from 'react'
import { asAppError } from '#src/domain/errors.ts'
import { type ExportFormat, exportFormats, exportRoute } from '#src/domain/formats/write/export-route.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/icon-button.tsx'
import { Menu, type MenuItem } from '#src/ui/menu.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { PassagePlanPrint } from './passage-plan-print.tsx'
import { saveFile } from './save-file.ts'

/** The voyage as a file, or on paper. */
export function ExportMenu() {
  const voyage = useVoyage()
  const [failure, setFailure] = useState<string | null>(null)
  const routed = voyage.route.waypoints.length >= 2

  const save = (format: ExportFormat) => {
    try {
      saveFile(exportRoute(format, voyage))
      setFailure(null)
    } catch (error) {
      setFailure(messageFor(asAppError(error).code))
    }
  }
  const files = exportFormats.map(({ format, label, leavesOut, takesTracks }): MenuItem => ({
    label,
    hint: voyage.track ? (takesTracks ? null : 'For routes, not for tracks') : leavesOut && `Leaves out ${leavesOut}`,
    disabled: voyage.track ? !takesTracks : !routed,
    onSelect: () => save(format),
  }))
  const print: MenuItem = {
    label: 'Passage plan (print)',
    disabled: !routed,
    // The menu closes first, so that it is not on the paper.
    onSelect: () => void setTimeout(() => window.print()),
  }
  return (
    <>
      <Menu
        label="Export"
        trigger={<IconButton size="small" label="Export" icon={<Download />} />}
        groups={[files, [print]]}
        note={failure ?? (routed || voyage.track ? null : messageFor('too-few-points'))}
      />
      {routed && <PassagePlanPrint voyage={voyage} />}
    </>
  )
}
