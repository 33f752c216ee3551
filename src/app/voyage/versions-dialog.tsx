import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { entryCalls } from '#src/data/library/library-calls.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { asAppError } from '#src/domain/errors.ts'
import { bothVersions, differencesBetween } from '#src/domain/library/two-versions.ts'
import { readVoyageDocument } from '#src/domain/library/voyage-document.ts'
import type { VersionList } from '#src/domain/library/wire.ts'
import { rightsOf } from '#src/domain/tasks/rights.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { useVoyage, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { whatHappened } from '#src/ui/messages.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { DifferencesTable } from '#src/ui/page/differences-table.tsx'
import { joinTeam } from './library.ts'
import styles from './versions-dialog.module.css'

type Version = VersionList['versions'][number]

const calls = entryCalls('voyage')
const sinceThen = { yours: 'added since', theirs: 'deleted since' }

/** What the library kept of the open voyage: each version with what has changed since, to restore or to take beside it. */
export function VersionsDialog({ onClose }: { onClose: () => void }) {
  const now = useVoyage()
  const { data: about = null } = useQuery(aboutQuery())
  const { me, maySend } = rightsOf(about)
  const list = useQuery({
    queryKey: ['versions', now.id],
    queryFn: ({ signal }) => calls.versions(now.id, signal),
    gcTime: 0,
  })
  const [chosenN, setChosenN] = useState<number | null>(null)
  const versions = list.data ?? []
  const chosen = versions.find(({ n }) => n === chosenN) ?? versions[1] ?? null
  const read = useQuery({
    queryKey: ['version', now.id, chosen?.n, chosen?.at],
    queryFn: async ({ signal }) =>
      chosen && readVoyageDocument((await calls.version(now.id, chosen.n, signal)).document).voyage,
    enabled: chosen !== null,
    structuralSharing: false,
    gcTime: MINUTE_MS,
  })
  const version = read.data ?? null
  return (
    <Dialog
      open
      wide
      title="Earlier versions"
      onClose={onClose}
      actions={
        chosen &&
        version &&
        maySend && <Actions version={version} name={momentOf(chosen)} onDone={onClose} key={chosen.n} />
      }
    >
      {list.isPending && <p>Looking in the library…</p>}
      {list.error && (
        <Notice
          tone="caution"
          actions={
            <Button size="small" onClick={() => void list.refetch()}>
              Try again
            </Button>
          }
        >
          {whyNoList(list.error)}
        </Notice>
      )}
      {list.data && !chosen && (
        <p>
          No earlier versions yet. The library begins a new one after ten minutes of editing, and whenever somebody else
          takes over.
        </p>
      )}
      {chosen && (
        <div className={styles.versions}>
          <fieldset className={styles.list}>
            <legend className="visually-hidden">Versions, the newest first</legend>
            {versions.map((one, index) => (
              <label key={one.n} className={styles.version}>
                <input type="radio" name="version" checked={one === chosen} onChange={() => setChosenN(one.n)} />
                <span>
                  {momentOf(one)}
                  <small>{[me !== null && one.author, index === 0 && 'the newest'].filter(Boolean).join(' · ')}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <div>
            {read.isPending && <p>Reading this version…</p>}
            {read.error && <Notice tone="caution">{whyNotRead(read.error)}</Notice>}
            {version && <Since version={version} name={momentOf(chosen)} />}
            {version && !maySend && (
              <p className={styles.hint}>
                Viewers can see earlier versions but not restore them. An administrator can change your role.
              </p>
            )}
          </div>
        </div>
      )}
    </Dialog>
  )
}

const momentOf = ({ at }: Version) => formatUtc(Date.parse(at))

/** What differs between a version and the voyage as it is now. */
function Since({ version, name }: { version: Voyage; name: string }) {
  const now = useVoyage()
  const rows = useMemo(() => differencesBetween(now, version, sinceThen), [now, version])
  if (rows.length === 0) return <p>The voyage is still as it was then.</p>
  return <DifferencesTable rows={rows} yours="Now" theirs={name} />
}

function Actions({ version, name, onDone }: { version: Voyage; name: string; onDone: () => void }) {
  const now = useVoyage()
  const { voyageReplaced } = useVoyageActions()
  const editable = useVoyageEditable()
  const [isBusy, setBusy] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const isSame = useMemo(() => differencesBetween(now, version).length === 0, [now, version])
  const both = useMemo(() => bothVersions(now, version, name), [now, version, name])
  if (isSame) return null
  if (!editable)
    return <Words>This voyage is being edited elsewhere. To restore a version, close this and press Edit here.</Words>
  const restore = async () => {
    setBusy(true)
    const isDone = await joinTeam().then(
      (team) => team.bringBack(version),
      () => false,
    )
    setBusy(false)
    if (isDone) onDone()
    else setRefused(true)
  }
  const addBeside = () => {
    if (both) voyageReplaced(both.voyage)
    onDone()
  }
  return (
    <>
      {isRefused ? (
        <Words>
          Nothing was restored: the library does not have the voyage as it is now. The notice over the route says why.
        </Words>
      ) : (
        <Words>What you see now stays a version in the library, and Undo brings it back.</Words>
      )}
      {both && both.voyage !== now && <Button onClick={addBeside}>Add as alternatives</Button>}
      <Button tone="primary" disabled={isBusy} onClick={() => void restore()}>
        Restore this version
      </Button>
    </>
  )
}

const Words = ({ children }: { children: ReactNode }) => (
  <p className={styles.words} role="status">
    {children}
  </p>
)

function whyNoList(error: Error): string {
  const { code } = asAppError(error)
  if (code === 'not-found')
    return 'This voyage is not in the library, or you may not see it. Versions are kept from its first save there.'
  if (code === 'signed-out') return 'Sign in again to see the earlier versions, which are kept in the library.'
  return 'The earlier versions are kept in the library, which cannot be reached now.'
}

function whyNotRead(error: Error): string {
  const { code } = asAppError(error)
  if (code === 'not-found') return 'The library no longer has this version.'
  if (code === 'voyage-newer') return 'A newer version of Fairway saved this one. Reload the page to get it.'
  if (code === 'voyage-unreadable') return 'This version is damaged and cannot be read.'
  return `This version could not be read. ${whatHappened(code)}`
}
