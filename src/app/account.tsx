import { useQuery } from '@tanstack/react-query'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { AccountDialog } from '#src/features/access/account-dialog.tsx'
import { session } from './voyage/session.ts'

/** Who is signed in; leaving stores the open voyage first. */
export function Account({ onClose }: { onClose: () => void }) {
  const { data: about } = useQuery(aboutQuery())
  return about ? <AccountDialog about={about} onLeave={() => session.flush()} onClose={onClose} /> : null
}
