import type { FastifyRequest } from 'fastify'
import type { Role } from '#src/domain/metocean/wire/contract.ts'
import { Refusal } from '../http/http-error.ts'

/** Somebody whom the server has recognised. */
export interface User {
  /** Told apart by it: in lists, rows and the audit trail. */
  readonly name: string
  readonly role: Role
  /** Their own address, which mail about their tasks may go to; null where none is known. */
  readonly email: string | null
}

/** With `AUTH=none` whoever reaches loopback has an admin's rights. */
export const soleUser: User = { name: 'operator', role: 'admin', email: null }

/** Nobody can be recognised at the moment, for a reason that is in the log. Nothing was done. */
export class SignInUnavailable extends Refusal {
  override readonly retryAfter = '60'

  constructor() {
    super(503, 'sign-in-unavailable', 'Sign-in does not work at the moment. Tell your administrator; the log says why.')
  }
}

/** `TASK_VISIBILITY`: does the team see every task, or each user their own? */
export type Visibility = 'team' | 'own'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null: nobody is signed in, which only the open addresses allow. */
    user: User | null
  }
}

/** Who asks. @throws Refusal 401 where nobody is signed in */
export function userOf({ user }: FastifyRequest): User {
  if (user === null) throw new Refusal(401, 'signed-out', 'Sign in to go on.')
  return user
}

/** Who does something, from where: what the audit trail keeps beside the deed. */
export interface Actor {
  readonly user: User
  /** Of the client, as told by trusted peers. */
  readonly address: string
  readonly requestId: string
}

/** @throws Refusal 401 where nobody is signed in */
export const actorOf = (request: FastifyRequest): Actor => ({
  user: userOf(request),
  address: request.ip,
  requestId: request.id,
})

/** @param owner who sent the task, null if it was not sent through Fairway */
export const maySee = (user: User, owner: string | null, visibility: Visibility): boolean =>
  visibility === 'team' || user.role === 'admin' || owner === user.name

/** @param words what viewers do and do not. @throws Refusal 403 for viewers */
function checkIsNoViewer({ role }: User, words: string): void {
  if (role === 'viewer') throw new Refusal(403, 'not-allowed', `${words} An administrator can change your role.`)
}

/** @throws Refusal 403 for viewers */
export const checkMaySend = (user: User): void => checkIsNoViewer(user, 'Viewers can see answers but not ask for any.')

/** @throws Refusal 403 for viewers */
export const checkMayWrite = (user: User): void =>
  checkIsNoViewer(user, 'Viewers can see the team’s voyages but not change them.')

/** @throws Refusal 403 for viewers, and for operators where the task is not their own */
export function checkMayCancel(user: User, owner: string | null): void {
  if (user.role === 'admin') return
  checkIsNoViewer(user, 'Viewers cannot cancel tasks.')
  if (owner !== user.name)
    throw new Refusal(
      403,
      'not-allowed',
      `${owner === null ? 'This task was not sent through Fairway' : `This task is ${owner}’s`}; only an administrator may cancel it.`,
    )
}

/** @throws Refusal 403 for everyone but administrators, in these words */
export function checkIsAdmin(user: User, words = 'Only an administrator may see this.'): void {
  if (user.role !== 'admin') throw new Refusal(403, 'not-allowed', words)
}
