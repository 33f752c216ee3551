import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  type Address,
  isBoardShown,
  leaveBoard,
  leaveTaskAddress,
  onAddressChange,
  onTravel,
  showAddress,
  showBoard,
} from '#src/app/address.ts'

const [first, second, third] = [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
]
const path = () => window.location.pathname
const travelled = vi.fn<(address: Address) => void>()
let stop: () => void

/** Travels as the browser's buttons do; resolves when the page has been told. */
const go = (steps: number) =>
  new Promise<void>((resolve) => {
    window.addEventListener('popstate', () => setTimeout(resolve), { once: true })
    window.history.go(steps)
  })

beforeEach(() => {
  travelled.mockClear()
  stop = onTravel(travelled)
  showAddress(null, 'replaces')
})
afterEach(() => stop())

it('Back returns to the voyage before, and Forward goes on', async () => {
  showAddress(first, 'follows')
  const entries = window.history.length
  showAddress(second, 'opens')
  expect(window.history.length).toBe(entries + 1)
  await go(-1)
  expect(path()).toBe(`/v/${first}`)
  expect(travelled).toHaveBeenLastCalledWith({ voyageId: first, taskId: null, isBoard: false, isAdmin: false })
  showAddress(first, 'replaces') // the page opens it
  await go(1)
  expect(path()).toBe(`/v/${second}`)
  expect(travelled).toHaveBeenCalledTimes(2)
})

it('a voyage that was saved, or opened by its address, adds nothing to go back to', () => {
  const entries = window.history.length
  showAddress(first, 'follows')
  expect(path()).toBe(`/v/${first}`)
  showAddress(first, 'opens')
  showAddress(third, 'replaces')
  expect(path()).toBe(`/v/${third}`)
  expect(window.history.length).toBe(entries)
})

it('what is saved while the operator goes back leaves the address where they went', async () => {
  showAddress(first, 'follows')
  showAddress(second, 'opens')
  stop() // the page has not noticed yet
  await go(-1)
  showAddress(second, 'follows')
  expect(path()).toBe(`/v/${first}`)
})

it('the address of a task stays until a voyage is opened or the task is closed', () => {
  showAddress(null, 'replaces')
  window.history.replaceState(null, '', '/t/task-1')
  showAddress(first, 'follows')
  expect(path()).toBe('/t/task-1')
  leaveTaskAddress()
  expect(path()).toBe(`/v/${first}`)
  leaveTaskAddress()
  expect(path()).toBe(`/v/${first}`)
  window.history.replaceState(null, '', '/t/task-1')
  showAddress(first, 'opens')
  expect(path()).toBe(`/v/${first}`)
})

it('Back returns to a task, and Forward from it', async () => {
  window.history.replaceState(null, '', '/t/task-1')
  showAddress(first, 'follows') // its voyage
  showAddress(second, 'opens')
  await go(-1)
  expect(path()).toBe('/t/task-1')
  expect(travelled).toHaveBeenLastCalledWith({ voyageId: null, taskId: 'task-1', isBoard: false, isAdmin: false })
  showAddress(first, 'follows')
  await go(1)
  expect(path()).toBe(`/v/${second}`)
})

it('a link within the page is no journey', async () => {
  showAddress(first, 'follows')
  window.location.hash = 'map'
  await go(-1)
  expect(travelled).not.toHaveBeenCalled()
})

it('the board has an address of its own, which Back returns to and a save behind it does not change', async () => {
  const changed = vi.fn()
  const unwatch = onAddressChange(changed)
  showAddress(first, 'follows')
  showBoard('opens')
  expect([path(), isBoardShown()]).toEqual(['/board', true])
  showAddress(first, 'follows') // saved a moment later
  expect([path(), isBoardShown()]).toEqual(['/board', true])
  showAddress(second, 'opens')
  expect([path(), isBoardShown()]).toEqual([`/v/${second}`, false])
  changed.mockClear()
  await go(-1)
  expect([path(), isBoardShown()]).toEqual(['/board', true])
  expect(changed).toHaveBeenCalledOnce()
  unwatch()
  leaveBoard()
  expect(path()).toBe(`/v/${second}`)
})

it('everybody who asked learns where Back has led', async () => {
  const other = vi.fn()
  const stopOther = onTravel(other)
  showAddress(first, 'opens')
  await go(-1)
  expect(other).toHaveBeenCalledOnce()
  expect(travelled).toHaveBeenCalledOnce()
  stopOther()
})
