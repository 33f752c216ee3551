import { create } from 'zustand'

/** Each wish is a new object; the map takes it as it comes. */
const useWish = create<{ wish: object | null }>()(() => ({ wish: null }))

/** For what adds places that may lie outside the map's view: the map then shows the whole route if they do. */
export const routeToBeSeen = (): void => useWish.setState({ wish: {} })
/** @returns a function that ends the subscription */
export const onRouteToBeSeen = (listener: () => void): (() => void) => useWish.subscribe(listener)
