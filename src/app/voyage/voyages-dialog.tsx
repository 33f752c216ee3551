import { FilePlus2, Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import {
  deleteVoyage,
  type DeletedVoyage,
  listVoyages,
  loadVoyage,
  notSaved,
  renameVoyage,
  restoreVoyage,
  saveVoyage,
} from '#src/data/voyages/voyages.ts'
import { saveFile } from '#src/data/save-file.ts'
import { fileName } from '#src/domain/formats/write/export-formats.ts'
import { noHistory } from '#src/domain/voyage/history.ts'
import { type Voyage, VOYAGE_SCHEMA, voyageTitle } from '#src/domain/voyage/voyage.ts'
import { currentVoyage, newVoyageId, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { deletedHere, putBackHere, savedHere } from './library.ts'
import { session } from './session.ts'
import { useBegunVoyage } from './use-sample-voyage.ts'
import { VoyageList } from './voyage-list.tsx'
import type { StoredVoyage } from '#src/data/storage/storage-schema.ts'
import { formatCount } from '#src/domain/units/format.ts'

type Kept = Awaited<ReturnType<typeof listVoyages>>

/** The voyages of this browser, to open, begin, rename, duplicate and delete. The open one is saved as it is. */
export function VoyagesDialog({ onClose }: { onClose: () => void }) {
  const [kept, setKept] = useState<Kept | null>(null)
  const [deleted, setDeleted] = useState<{ title: string; what: DeletedVoyage } | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const { voyageRenamed } = useVoyageActions()
  const begun = useBegunVoyage()

  const refresh = async () => setKept(await listVoyages())
  const leave = () => {
    begun()
    onClose()
  }
  const open = async ({ id }: Voyage) => {
    if (id === currentVoyage().id || (await session.open(id))) leave()
  }
  const rename = async (voyage: Voyage, name: string) => {
    if (voyage.id === currentVoyage().id) {
      voyageRenamed(name)
      await session.flush()
    } else await outside(voyage, () => renameVoyage(voyage.id, name, Date.now()).then(() => savedHere(voyage.id)))
    await refresh()
  }
  const duplicate = async ({ id }: Voyage) => {
    const source = await loadVoyage(id)
    if (source) {
      const copy = { ...source.voyage, id: newVoyageId(), name: `${voyageTitle(source.voyage)} copy` }
      await saveVoyage(copy, noHistory, notSaved, Date.now())
      savedHere(copy.id)
    }
    await refresh()
  }
  const remove = async (voyage: Voyage) => {
    if (voyage.id === currentVoyage().id) await session.begin('replaces')
    await outside(voyage, async () => {
      const what = await deleteVoyage(voyage.id)
      if (!what) return
      setDeleted({ title: voyageTitle(voyage), what })
      void deletedHere(voyage.id)
    })
    await refresh()
  }
  const outside = async (voyage: Voyage, change: () => Promise<void>) => {
    setRefused((await session.alone(voyage.id, change)) ? null : voyageTitle(voyage))
  }
  const restore = async () => {
    if (deleted) {
      await restoreVoyage(deleted.what)
      void putBackHere(deleted.what.row.id)
    }
    setDeleted(null)
    await refresh()
  }

  // The list has the open voyage as it is now.
  useEffect(() => {
    let gone = false
    void session
      .flush()
      .then(() => listVoyages())
      .then((listed) => gone || setKept(listed))
    return () => {
      gone = true
    }
  }, [])
  return (
    <Dialog
      open
      title="Voyages"
      onClose={onClose}
      actions={
        <Button tone="primary" icon={<FilePlus2 />} onClick={() => void session.begin().then(leave)}>
          New voyage
        </Button>
      }
    >
      {deleted && (
        <Notice
          actions={
            <Button size="small" onClick={() => void restore()}>
              Undo
            </Button>
          }
        >
          Deleted “{deleted.title}”.
        </Notice>
      )}
      {refused && <Notice tone="caution">“{refused}” is being edited in another tab. Nothing was changed.</Notice>}
      {kept && (
        <VoyageList entries={kept.voyages} onOpen={open} onRename={rename} onDuplicate={duplicate} onDelete={remove} />
      )}
      {kept && <UnreadableVoyages stored={kept.unreadable} />}
    </Dialog>
  )
}

/** Columns as lists, so that the file loses nothing of a damaged voyage. */
const asText = (stored: readonly StoredVoyage[]) =>
  JSON.stringify(stored, (_, value: unknown) => (value instanceof Float64Array ? Array.from(value) : value), 1)

const download = (stored: readonly StoredVoyage[]): void =>
  saveFile({
    fileName: fileName('fairway voyages', 'json'),
    content: new Blob([asText(stored)], { type: 'application/json' }),
  })

/** Voyages this version cannot open: set aside, not destroyed. */
function UnreadableVoyages({ stored }: { stored: readonly StoredVoyage[] }) {
  if (stored.length === 0) return null
  const newer = stored.every(({ schema }) => schema > VOYAGE_SCHEMA)
  return (
    <Notice
      tone="caution"
      actions={
        <Button size="small" icon={<Download />} onClick={() => download(stored)}>
          Download as stored
        </Button>
      }
    >
      {formatCount(stored.length, 'more voyage')}{' '}
      {newer ? 'saved by a newer version of Fairway' : 'damaged, or saved by a newer version of Fairway'}: not opened
      here, and left unchanged.
    </Notice>
  )
}
