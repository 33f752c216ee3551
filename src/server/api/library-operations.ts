import { kindPaths, type LibraryKind } from '#src/domain/library/entries.ts'
import { type HeaderText, type Operation, refused, type Reply } from './operation.ts'
import type { ShapeName } from './shapes.ts'

interface KindWords {
  /** Of the parameter and the operations: `voyage` gives `voyage_id` and `saveVoyage`. */
  readonly name: string
  readonly plural: string
  /** In sentences. */
  readonly one: string
  readonly document: ShapeName
  readonly most: string
}

const kinds: Readonly<Record<LibraryKind, KindWords>> = {
  voyage: { name: 'Voyage', plural: 'Voyages', one: 'voyage', document: 'VoyageDocument', most: '24 MiB' },
  ship: { name: 'Ship', plural: 'Ships', one: 'ship', document: 'Ship', most: '256 KiB' },
  'limit-profile': {
    name: 'LimitProfile',
    plural: 'LimitProfiles',
    one: 'limit profile',
    document: 'LimitProfile',
    most: '256 KiB',
  },
  area: { name: 'Area', plural: 'Areas', one: 'area', document: 'Area', most: '256 KiB' },
}

const ifMatch: Readonly<Record<string, HeaderText>> = {
  'If-Match': { required: true, text: 'The ETag of the state that was changed; a leading `W/` is ignored.' },
}
const ifNoneMatch: Readonly<Record<string, HeaderText>> = {
  'If-None-Match': { text: 'The ETag of what the caller has already.' },
}

const notAllowed = refused(403, 'You are a viewer.')
const wrongDocument = refused(422, 'The body or the document is not of the form described; `detail` names each member.')
const notWritten = refused(
  503,
  'Nothing can be written at the moment, and nothing was. `Retry-After` says when to try again.',
)
const withoutIfMatch = refused(428, 'With `code` `precondition-required`: `If-Match` is missing.')
const changedSince = (one: string) =>
  refused(
    412,
    `The ${one} was changed since: \`rev\`, \`changedBy\` and \`changedAt\` say by whom, and the ETag is of what is there.`,
  )
const unknown = (one: string) => refused(404, `There is no ${one} with this id, or none that you may open.`)

/** The calls that every kind has. */
function operationsOf(kind: LibraryKind): Operation[] {
  const { name, plural, one, document, most } = kinds[kind]
  const path = kindPaths[kind]
  const item = `${path}/{${one.replace(' ', '_')}_id}`
  const state: Reply = {
    status: 200,
    when: `The state of the ${one}; its \`rev\` is also the ETag.`,
    shape: 'EntryState',
  }
  return [
    {
      id: `create${name}`,
      method: 'post',
      path,
      title: `Put a new ${one} into the library`,
      text: `The caller makes the id, so the call can be repeated: the same again is the same ${one}. \`document\` is of the form \`${document}\`; members that this version does not know are kept. For operators.`,
      body: 'NewEntry',
      answers: [
        { ...state, status: 201, when: `It is new. ${state.when}` },
        { ...state, when: `It was there already, with the same document. ${state.when}` },
        notAllowed,
        refused(409, `There is one with this id and another document.`),
        refused(413, `More than ${most}.`),
        wrongDocument,
        notWritten,
      ],
    },
    {
      id: `read${name}`,
      method: 'get',
      path: item,
      title: `One ${one}, whole`,
      text: 'With its state and the ETag to change it from.',
      headers: ifNoneMatch,
      answers: [
        { status: 200, when: `The ${one}.`, shape: 'LibraryEntry' },
        { status: 304, when: 'It is what the caller has.' },
        unknown(one),
      ],
    },
    {
      id: `save${name}`,
      method: 'put',
      path: item,
      title: `Save a ${one}`,
      text: 'What is there already is not saved again, whichever state is named. Saves of one author within ten minutes are one version; `handOver` closes it. `archived: false` takes an archived one back. For operators.',
      headers: ifMatch,
      body: 'EntryChange',
      answers: [
        state,
        notAllowed,
        unknown(one),
        refused(409, 'With `code` `archived`: it is archived, and the body does not say to take it back.'),
        changedSince(one),
        refused(413, `More than ${most}.`),
        wrongDocument,
        withoutIfMatch,
        notWritten,
      ],
    },
    {
      id: `archive${name}`,
      method: 'delete',
      path: item,
      title: `Archive a ${one}, or remove it for good`,
      text: 'An archived one stays as it is and can be taken back. For operators; `forever=1`, which removes it with all its versions, for administrators.',
      query: { forever: '1: remove it for good.' },
      headers: ifMatch,
      answers: [
        { ...state, when: `It is archived. ${state.when}` },
        { status: 204, when: 'It is removed for good.' },
        notAllowed,
        unknown(one),
        changedSince(one),
        withoutIfMatch,
        notWritten,
      ],
    },
    {
      id: `list${name}Versions`,
      method: 'get',
      path: `${item}/versions`,
      title: `The versions of a ${one}`,
      text: 'All of the last 24 hours, the last one of each day for 30 days, at most 200.',
      answers: [{ status: 200, when: 'The newest first.', shape: 'VersionList' }, unknown(one)],
    },
    {
      id: `read${name}Version`,
      method: 'get',
      path: `${item}/versions/{n}`,
      title: `One version of a ${one}, whole`,
      text: 'To restore it, save its document.',
      answers: [
        { status: 200, when: 'The version.', shape: 'LibraryVersion' },
        refused(404, `There is no such ${one}, or no version of this number, or not any more.`),
      ],
    },
    ...(kind === 'voyage'
      ? []
      : [
          {
            id: `list${plural}`,
            method: 'get' as const,
            path,
            title: `All ${one}s`,
            text: 'Whole, also the archived ones.',
            answers: [{ status: 200, when: 'The newest change first.', shape: 'LibraryEntryList' as const }],
          },
        ]),
  ]
}

const voyage = '/voyages/{voyage_id}'

/** Every call of the library, in the order of the documentation. */
export const libraryOperations: readonly Operation[] = [
  {
    id: 'listVoyages',
    method: 'get',
    path: '/voyages',
    title: 'The team’s voyages',
    text: 'What a board shows of each, the newest change first. `search` finds names, numbers, ships, waypoints and notes; `archived` is `1` for the archived ones, `all` for both; `limit` (200, at most 1000) and `before`, which each page gives for the next one, divide the list.',
    query: {
      search: 'Words that all have to be found, whatever their case and accents.',
      archived: '0, 1 or all.',
      limit: '1 to 1000.',
      before: 'What the page before gave, or a time: only voyages changed before it.',
    },
    answers: [
      { status: 200, when: 'A page of the list.', shape: 'VoyageHeadList' },
      refused(422, 'A parameter is not of the form described.'),
    ],
  },
  ...operationsOf('voyage'),
  {
    id: 'writeOutlook',
    method: 'put',
    path: `${voyage}/outlook`,
    title: 'Say what is ahead of a voyage',
    text: 'Written by whoever has read an answer, for the list. The one whose answer was asked for last stays. It is no change of the voyage, and makes no version. For operators.',
    body: 'Outlook',
    answers: [
      { status: 200, when: 'The outlook that is kept.', shape: 'Outlook' },
      notAllowed,
      unknown('voyage'),
      wrongDocument,
      notWritten,
    ],
  },
  {
    id: 'openAtDesk',
    method: 'put',
    path: `${voyage}/desks/{desk}`,
    title: 'Say that a desk has a voyage open',
    text: 'Every 10 seconds; after 30 seconds without it the desk counts as gone. `desk` is a UUID of its own. One desk edits at a time: the first that says so, until it lets go, is gone, or another one `takes` it. Saving is not bound to it.',
    body: 'DeskBeat',
    answers: [
      { status: 200, when: 'The state of the voyage, and the desks that have it open.', shape: 'DeskAnswer' },
      refused(403, 'You are a viewer, and want to edit.'),
      unknown('voyage'),
      refused(422, 'The body is not of the form described.'),
      notWritten,
    ],
  },
  {
    id: 'closeAtDesk',
    method: 'delete',
    path: `${voyage}/desks/{desk}`,
    title: 'Say that a desk has closed a voyage',
    text: 'At once, without waiting until it counts as gone.',
    answers: [{ status: 204, when: 'It is closed there.' }, unknown('voyage'), notWritten],
  },
  ...operationsOf('ship'),
  ...operationsOf('limit-profile'),
  ...operationsOf('area'),
]
