import { useEffect } from 'react'
import { create } from 'zustand'
import type { magneticWords } from '#src/domain/voyage/variation.ts'
import { usePreference } from './preferences.ts'

/** How a true course reads on a compass without deviation. */
export type Magnetic = typeof magneticWords

const useStore = create<{ magnetic: Magnetic | null }>(() => ({ magnetic: null }))

/** null unless magnetic courses are wanted, and until their models are here: they are loaded on first use. */
export function useMagnetic(): Magnetic | null {
  const isWanted = usePreference('magneticShown')
  const magnetic = useStore((state) => state.magnetic)
  useEffect(() => {
    if (!isWanted || magnetic) return
    void import('#src/domain/voyage/variation.ts').then(
      (loaded) => useStore.setState({ magnetic: loaded.magneticWords }),
      () => undefined, // no contact: true courses alone, until the next look
    )
  }, [isWanted, magnetic])
  return isWanted ? magnetic : null
}
