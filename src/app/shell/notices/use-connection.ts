import { useOnline } from '#src/ui/page/use-online.ts'

/**
 * Whether the server is in reach, and the word for it.
 * A page of this machine answers without any network, so what answers decides, not what the browser believes.
 * @param reachable false when the server did not answer the last look
 */
export function useConnection(reachable: boolean): { good: boolean; words: string } {
  const online = useOnline()
  if (reachable) return { good: true, words: 'Online' }
  return { good: false, words: online ? 'No contact with the server' : 'Offline' }
}
