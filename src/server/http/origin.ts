import { SOURCE_HEADER, SYNTHETIC_HEADER } from '#src/domain/metocean/wire/contract.ts'
import type { Service } from '../db/schema.ts'
import { Refusal } from './http-error.ts'

/** Where an answer's numbers come from: a property of the answer, whatever the server would answer with now. */
export interface Origin {
  /** In words for the screen. */
  readonly source: string
  readonly synthetic: boolean
}

/** The two headers that go with every result. */
export const originHeaders = ({ source, synthetic }: Origin): Readonly<Record<string, string>> => ({
  [SOURCE_HEADER]: source,
  [SYNTHETIC_HEADER]: synthetic ? '1' : '0',
})

const words: Readonly<Record<Service, string>> = {
  gateway: 'was sent to the MetOcean API; this server answers from its built-in model now.',
  embedded: 'was answered by this server’s built-in model; it passes requests on to the MetOcean API now.',
}

/** 404: the task belongs to the service that answered when the server ran in another mode. @param service which */
export const taskOfOther = (service: Service) => new Refusal(404, 'other-service', `This task ${words[service]}`)

/** 409: the same, for a submission that comes again under its id; it is not sent a second time. */
export const submissionOfOther = (service: Service) =>
  new Refusal(409, 'other-service', `This request ${words[service]}`)
