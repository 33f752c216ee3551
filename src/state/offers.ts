import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'

/** What a part of the screen does when it is asked from elsewhere, such as the list of commands. */
export type OfferName =
  'draw' | 'edit' | 'fit' | 'measure' | 'import' | 'paste' | 'get-weather' | 'recover-task' | 'compare' | 'report'

interface OffersState {
  readonly offers: Partial<Readonly<Record<OfferName, () => void>>>
  /** Asked for while nobody offered it: the part that does is about to be put on the screen. */
  readonly wish: OfferName | null
}

const useOffers = create<OffersState>()(() => ({ offers: {}, wish: null }))

function offered(name: OfferName, run: () => void): () => void {
  const { offers, wish } = useOffers.getState()
  useOffers.setState({ offers: { ...offers, [name]: run }, wish: wish === name ? null : wish })
  if (wish === name) run()
  return () => {
    const { [name]: current, ...others } = useOffers.getState().offers
    if (current === run) useOffers.setState({ offers: others })
  }
}

/** Offers something as long as the part is on the screen. @param run null: not just now */
export function useOffer(name: OfferName, run: (() => void) | null): void {
  const latest = useEffectEvent(() => run?.())
  const ready = run !== null
  useEffect(() => (ready ? offered(name, () => latest()) : undefined), [name, ready])
}

/** Does it now, or as soon as somebody offers it; the last wish counts. */
export function offerTaken(name: OfferName): void {
  const run = useOffers.getState().offers[name]
  useOffers.setState({ wish: run ? null : name })
  run?.()
}

export const useIsOffered = (name: OfferName): boolean => useOffers(({ offers }) => offers[name] !== undefined)
