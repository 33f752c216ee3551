import { create } from 'zustand'
import type { Position } from '#src/domain/position.ts'

/** Each wish is a new object; the map takes it as it comes. A place is to be seen, or the whole route. */
const useWish = create<{ wish: { readonly place?: Position } | null }>()(() => ({ wish: null }))

/** For what adds places that may lie outside the map's view: the map then shows the whole route if they do. */
export const routeToBeSeen = (): void => useWish.setState({ wish: {} })
/** For what points at one place: the map moves there if it is out of sight. */
export const placeToBeSeen = (place: Position): void => useWish.setState({ wish: { place } })
/** @returns a function that ends the subscription */
export const onRouteToBeSeen = (listener: () => void): (() => void) =>
  useWish.subscribe(({ wish }) => void (wish?.place ?? listener()))
/** @returns a function that ends the subscription */
export const onPlaceToBeSeen = (listener: (place: Position) => void): (() => void) =>
  useWish.subscribe(({ wish }) => wish?.place && listener(wish.place))
