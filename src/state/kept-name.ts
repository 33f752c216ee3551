import { keptFor, rememberedUser } from '#src/domain/browser-user.ts'

/** Whoever the page was opened for. Another one gets a page of their own. */
const user = rememberedUser((key) => localStorage.getItem(key))

/** The name in localStorage under which this page keeps something of its user. */
export const keptName = (name: string): string => keptFor(user, name)
