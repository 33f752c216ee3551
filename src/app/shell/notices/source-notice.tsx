import { useState } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'

type Source = Pick<About, 'mode' | 'source' | 'synthetic'>

const isSame = (one: Source, other: Source) =>
  one.mode === other.mode && one.source === other.source && one.synthetic === other.synthetic

/** Shown when the server answers from another source than when the page was opened, or than last acknowledged. */
export function SourceNotice({ about }: { about: Source | null }) {
  const [known, setKnown] = useState(about)
  if (about && !known) setKnown(about)
  if (!about || !known || isSame(about, known)) return null
  return (
    <Notice
      wide
      tone={about.synthetic ? 'caution' : 'info'}
      actions={
        <Button size="small" onClick={() => setKnown(about)}>
          Dismiss
        </Button>
      }
    >
      <span role="status">{sourceWords(about)} Answers already here are unchanged.</span>
    </Notice>
  )
}

function sourceWords({ mode, source, synthetic }: Source): string {
  const from = mode === 'embedded' && synthetic ? 'the built-in model' : source
  return `The server now answers from ${from}${synthetic ? ': synthetic data, not for navigation' : ''}.`
}

/** The answer's source, if the server now has another; null: the same, or not known. */
export function otherSourceWords(
  { source, synthetic }: Pick<Answer, 'source' | 'synthetic'>,
  about: Pick<About, 'source' | 'synthetic'> | null,
): string | null {
  if (!about || (about.source === source && about.synthetic === synthetic)) return null
  if (synthetic) return about.synthetic ? null : 'from the built-in model'
  return source === '' ? null : `from ${source}`
}
