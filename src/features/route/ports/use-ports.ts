import { useCallback, useMemo, useState } from 'react'
import { loadPorts } from '#src/data/ports.ts'
import { asAppError } from '#src/domain/errors.ts'
import { type Port, type PortIndex, searchPorts } from '#src/domain/ports.ts'
import { messageFor } from '#src/ui/messages.ts'

const none: readonly Port[] = []

/** The ports that a query finds. The list is fetched when `wanted` is called first, and again after it could not be. */
export function usePorts(query: string): {
  found: readonly Port[]
  ready: boolean
  failure: string | null
  wanted: () => void
} {
  const [index, setIndex] = useState<PortIndex | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const wanted = useCallback(() => {
    loadPorts().then(
      (loaded) => {
        setIndex(loaded)
        setFailure(null)
      },
      (error: unknown) => setFailure(messageFor(asAppError(error).code)),
    )
  }, [])
  const found = useMemo(() => (index ? searchPorts(index, query) : none), [index, query])
  return { found, ready: index !== null, failure, wanted }
}
