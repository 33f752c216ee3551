import { useQuery } from '@tanstack/react-query'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { writeVoyage } from '#src/data/workers/file-writer.ts'
import { saveFile } from '#src/data/save-file.ts'
import { exportFormats, type ExportFormatInfo } from '#src/domain/formats/write/export-formats.ts'
import { keepsLibrary } from '#src/domain/tasks/rights.ts'
import { intend } from '#src/state/intents.ts'
import { currentSheetNumbers, usePreferenceActions } from '#src/state/preferences.ts'
import { currentVoyage, usePlan, useVoyageEditable } from '#src/state/voyage.ts'
import { showBoard } from '../address.ts'
import { attempt } from '../attempt.ts'
import { session } from '../voyage/session.ts'
import { useBegunVoyage, useSampleVoyage } from '#src/app/voyage/use-sample-voyage.ts'
import { type Command, ONCE_ROUTED, plainCommand } from './commands.ts'

/** Commands for the whole voyage and its files. */
export function useVoyageCommands(): Command[] {
  const { route, track } = usePlan()
  const editable = useVoyageEditable()
  const { placeShown } = usePreferenceActions()
  const begun = useBegunVoyage()
  const sample = useSampleVoyage()
  const routed = route.waypoints.length >= 2
  const { data: about = null } = useQuery(aboutQuery())
  const hasLibrary = keepsLibrary(about)
  const command = (id: string, label: string, run: () => void, more: Partial<Command> = {}) =>
    plainCommand({ id, group: 'Voyage', label, run, ...more })
  return [
    ...(hasLibrary
      ? [
          command('board', 'Show the board', () => showBoard('opens'), {
            otherWords: 'all voyages team fleet list map',
          }),
        ]
      : []),
    command('new-voyage', 'New voyage', () => attempt(() => session.begin().then(begun)), {
      otherWords: 'begin create empty',
    }),
    command('open-voyage', 'Open voyage…', () => intend('open-dialog', 'voyages'), {
      otherWords: 'voyages list rename duplicate delete',
    }),
    ...(hasLibrary
      ? [
          command('versions', 'Earlier versions…', () => intend('open-dialog', 'versions'), {
            otherWords: 'history restore saved before library',
          }),
        ]
      : []),
    command('sample', 'Open sample voyage', sample.open, { otherWords: 'example demo' }),
    command(
      'paste',
      'Paste positions…',
      () => {
        placeShown('route')
        intend('paste')
      },
      { enabled: editable && track === null, otherWords: 'import text coordinates' },
    ),
    ...exportFormats.map((info) =>
      command(
        `export-${info.format}`,
        `Export route as ${info.label}`,
        () => attempt(async () => saveFile(await writeVoyage(info.format, currentVoyage(), currentSheetNumbers()))),
        {
          hint: exportHint(info, track !== null, routed),
          enabled: track ? info.takesTracks : routed,
          otherWords: 'save download file',
        },
      ),
    ),
  ]
}

/** Why it cannot be exported this way, or what the file would lack. */
function exportHint({ takesTracks, leavesOut }: ExportFormatInfo, tracked: boolean, routed: boolean): string | null {
  if (tracked) return takesTracks ? null : 'For routes, not for tracks'
  return routed ? leavesOut && `Leaves out ${leavesOut}` : ONCE_ROUTED
}
