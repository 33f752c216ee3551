import { Download } from 'lucide-react'
import type { StoredVoyage } from '#src/data/storage/storage-schema.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { VOYAGE_SCHEMA } from '#src/domain/voyage/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'

/** Columns as lists, so that nothing of a damaged voyage is lost in the file. */
const asText = (stored: readonly StoredVoyage[]) =>
  JSON.stringify(stored, (_, value: unknown) => (value instanceof Float64Array ? Array.from(value) : value), 1)

function download(stored: readonly StoredVoyage[]): void {
  const url = URL.createObjectURL(new Blob([asText(stored)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'fairway-voyages.json'
  link.click()
  // The browser has begun to read it by the next turn; Firefox not before.
  setTimeout(() => URL.revokeObjectURL(url))
}

/** Voyages this version cannot open: set aside, not destroyed. */
export function UnreadableVoyages({ stored }: { stored: readonly StoredVoyage[] }) {
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
      {newer ? 'saved by a newer Fairway' : 'damaged or saved by a newer Fairway'}: not opened here, and left as stored.
    </Notice>
  )
}
