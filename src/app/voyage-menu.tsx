import { FilePlus2, FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { deleteVoyage, type DeletedVoyage, listVoyages, loadVoyage, notSaved, renameVoyage, restoreVoyage, saveVoyage } from '#src/data/voyages.ts'
import { noHistory } from '#src/domain/voyage/history.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { currentVoyage, newVoyageId, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { IconButton } from '#src/ui/icon-button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { session } from './session.ts'
import { UnreadableVoyages } from './unreadable-voyages.tsx'
import { VoyageList } from './voyage-list.tsx'

type Kept = Awaited<ReturnType<typeof listVoyages>>

const titleOf = ({ name }: Voyage) => name || 'Untitled voyage'

/** The voyages of this browser: opened, begun, renamed, duplicated, deleted. The one at hand is saved as it is. */
export function VoyageMenu() {
  const [kept, setKept] = useState<Kept | null>(null)
  const [deleted, setDeleted] = useState<{ title: string; what: DeletedVoyage } | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const { voyageRenamed } = useVoyageActions()
  const { placeShown } = usePreferenceActions()
  const { answerShown } = useViewActions()

  const refresh = async () => setKept(await listVoyages())
  const leave = () => {
    answerShown(null)
    placeShown('route')
    setKept(null)
  }
  const show = () => session.flush().then(refresh)
  const open = async ({ id }: Voyage) => {
    if (id === currentVoyage().id || (await session.open(id))) leave()
  }
  const rename = async (voyage: Voyage, name: string) => {
    if (voyage.id === currentVoyage().id) {
      voyageRenamed(name)
      await session.flush()
    } else await outside(voyage, () => renameVoyage(voyage.id, name, Date.now()).then(() => undefined))
    await refresh()
  }
  const duplicate = async ({ id }: Voyage) => {
    const source = await loadVoyage(id)
    if (source) await saveVoyage({ ...source.voyage, id: newVoyageId(), name: `${titleOf(source.voyage)} copy` }, noHistory, notSaved, Date.now())
    await refresh()
  }
  const remove = async (voyage: Voyage) => {
    if (voyage.id === currentVoyage().id) await session.begin()
    await outside(voyage, async () => {
      const what = await deleteVoyage(voyage.id)
      if (what) setDeleted({ title: titleOf(voyage), what })
    })
    await refresh()
  }
  const outside = async (voyage: Voyage, change: () => Promise<void>) => {
    setRefused((await session.alone(voyage.id, change)) ? null : titleOf(voyage))
  }
  const restore = async () => {
    if (deleted) await restoreVoyage(deleted.what)
    setDeleted(null)
    await refresh()
  }

  return (
    <>
      <IconButton label="Voyages" icon={<FolderOpen />} onClick={() => void show()} />
      <Dialog
        open={kept !== null}
        title="Voyages"
        onClose={() => setKept(null)}
        actions={<Button tone="primary" icon={<FilePlus2 />} onClick={() => void session.begin().then(leave)}>New voyage</Button>}
      >
        {deleted && (
          <Notice actions={<Button size="small" onClick={() => void restore()}>Undo</Button>}>Deleted “{deleted.title}”.</Notice>
        )}
        {refused && <Notice tone="caution">“{refused}” is being edited in another tab. Nothing was changed.</Notice>}
        {kept && <VoyageList entries={kept.voyages} onOpen={open} onRename={rename} onDuplicate={duplicate} onDelete={remove} />}
        {kept && <UnreadableVoyages stored={kept.unreadable} />}
      </Dialog>
    </>
  )
}
