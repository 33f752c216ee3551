import { Trash2 } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Area } from '#src/domain/areas/area.ts'
import { takenInWords, type TeamListName } from '#src/domain/library/entries.ts'
import { type KeptItem, type TeamState, withBack } from '#src/domain/library/kept-list.ts'
import { areaKind, profileKind, shipKind } from '#src/domain/library/team-kinds.ts'
import { isWaiting, type TeamKind, withMine, withTakenSeen, withTheirs } from '#src/domain/library/team-list.ts'
import type { LimitProfile } from '#src/domain/limits/limit-profile.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatClockNear } from '#src/domain/units/time-text.ts'
import type { Ship } from '#src/domain/voyage/ship.ts'
import { useClock } from '#src/state/clock.ts'
import type { KeptListStore } from '#src/state/kept-list.ts'
import { profileList } from '#src/state/limit-profiles.ts'
import { shipList } from '#src/state/ships.ts'
import { areaList, useTeamLists } from '#src/state/team-lists.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { DifferencesTable } from '#src/ui/page/differences-table.tsx'
import styles from './team-items.module.css'

/** A list that is the team's too, as the screen shows it. */
export interface TeamItems<D> {
  readonly name: TeamListName
  readonly list: KeptListStore<D>
  readonly kind: TeamKind<D>
  /** The singular of a thing whose plural ends in s. */
  readonly noun: string
  readonly titleOf: (doc: D) => string
}

export const teamShips: TeamItems<Ship> = {
  name: 'ship',
  list: shipList,
  kind: shipKind,
  noun: 'ship',
  titleOf: ({ name, imo }) => name || (imo ? `IMO ${imo}` : 'Unnamed ship'),
}

export const teamProfiles: TeamItems<LimitProfile> = {
  name: 'limit-profile',
  list: profileList,
  kind: profileKind,
  noun: 'limit profile',
  titleOf: ({ name }) => name,
}

export const teamAreas: TeamItems<Area> = {
  name: 'area',
  list: areaList,
  kind: areaKind,
  noun: 'area',
  titleOf: ({ name }) => name,
}

/** The items to choose from, the last used first. */
export const useTeamItems = <D,>({ list }: TeamItems<D>): readonly KeptItem<D>[] =>
  list.useItems().filter(({ isGone }) => !isGone)

/** Says by whom and when an item was saved, and what of it the library lacks: `Anna, 10:42Z`; empty: nothing to say. */
export function useItemWords<D>({ kind }: TeamItems<D>): (item: KeptItem<D>) => string {
  const { standing, mayChange } = useTeamLists()
  const { by, at } = useAuthorship()
  return (item) => {
    const { team, theirs } = item
    if (theirs !== undefined) return 'To be decided'
    if (!team) return standing === 'off' ? '' : mayChange ? 'Not in the library yet' : 'Only in this browser'
    const saved = by(team) === '' ? `Saved ${at(team)}` : `${by(team)}, ${at(team)}`
    return isWaiting(kind, item) ? `${saved} · your changes are not in the library yet` : saved
  }
}

/** Who changed an entry, and when. Without a sign-in everybody has the same name, which tells nothing. */
function useAuthorship() {
  const { me } = useTeamLists()
  const nowMs = useClock(MINUTE_MS)
  return {
    me,
    by: ({ by }: TeamState) => (me === null ? '' : by),
    at: ({ at }: TeamState) => formatClockNear(Date.parse(at), nowMs),
  }
}

/** Why nothing can be changed for the team; null: it can. */
export function useViewerWords({ noun }: Pick<TeamItems<unknown>, 'noun'>): string | undefined {
  const { standing, mayChange } = useTeamLists()
  if (standing === 'off' || mayChange) return undefined
  return `Viewers can use the team’s ${noun}s but not change them. An administrator can change your role.`
}

interface TeamNoticesProps<D> {
  of: TeamItems<D>
  /** What was archived here last, to take it back. */
  archived: KeptItem<D> | null
  onNoticed: () => void
}

/** What the operator has to know and decide of a list of the team. */
export function TeamNotices<D>({ of, archived, onNoticed }: TeamNoticesProps<D>) {
  const { list, noun, titleOf } = of
  const { standing, unread, refused, ask } = useTeamLists()
  const viewer = useViewerWords(of)
  const items = list.useItems()
  const taken = items.filter(({ before }) => before === 'taken')
  const newer = unread[of.name] ?? 0
  // Who looks at the list wants to see it as it is now.
  useEffect(() => ask(), [ask])
  const takeBack = () => {
    if (archived) list.changed((now) => withBack(now, archived))
    ask() // whether the library has archived it is only known when it is asked
    onNoticed()
  }
  return (
    <>
      {archived && (
        <Notice
          actions={
            <Button size="small" ref={focused} onClick={takeBack}>
              Undo
            </Button>
          }
        >
          Archived “{titleOf(archived.doc)}” for everybody.
        </Notice>
      )}
      {items.map((item) => (
        <Question key={item.id} {...{ of, item, viewer }} />
      ))}
      {items
        .filter(({ id, isGone }) => refused[id] !== undefined && !isGone)
        .map(({ id, doc }) => (
          <Notice key={id} tone="caution">
            The library did not accept “{titleOf(doc)}”: {refused[id]} It is kept in this browser.
          </Notice>
        ))}
      {standing === 'away' && (
        <Notice>
          The library cannot be reached now. What you save is kept in this browser and sent when it answers; {noun}s of
          others may be missing.
        </Notice>
      )}
      {standing === 'full' && (
        <Notice tone="caution">
          The library is full or read-only for now. What you save is kept in this browser and sent when it takes it
          again.
        </Notice>
      )}
      {viewer && <Notice>{viewer}</Notice>}
      {newer > 0 && (
        <Notice tone="caution">
          {formatCount(newer, `more ${noun}`)} saved by a newer version of Fairway: not shown here, and left unchanged.
        </Notice>
      )}
      {taken.length > 0 && (
        <Notice
          actions={
            <Button size="small" onClick={() => list.changed(withTakenSeen)}>
              Dismiss
            </Button>
          }
        >
          {takenInWords(
            noun,
            taken.map(({ doc }) => titleOf(doc)),
          )}
        </Notice>
      )}
    </>
  )
}

/** Takes the keyboard along when what had it gives way. */
const focused = (button: HTMLButtonElement | null) => button?.focus()

interface QuestionProps<D> {
  of: TeamItems<D>
  item: KeptItem<D>
  viewer: string | undefined
}

/** Which of two values holds, where both sides have changed an item without knowing of each other. */
function Question<D>({ of, item, viewer }: QuestionProps<D>) {
  const { list, kind, titleOf } = of
  const { doc, theirs, isGone } = item
  const { me, by, at } = useAuthorship()
  const when = (state: TeamState) => `${at(state).includes(' ') ? 'on' : 'at'} ${at(state)}`
  if (theirs === undefined) return null
  const isThere = theirs !== 'removed' && !theirs.isArchived
  const other = isThere ? kind.read(theirs.document) : null
  const name = theirs === 'removed' || by(theirs) === me ? '' : by(theirs)
  const { text, mine, take } = questionWords(theirs === 'removed' ? null : theirs, {
    title: `“${titleOf(doc)}”`,
    name,
    when: theirs === 'removed' ? '' : when(theirs),
    isGone: isGone === true,
    isNewer: isThere && other === null,
  })
  return (
    <Notice
      tone="warn"
      actions={
        <>
          <Button
            size="small"
            disabled={viewer !== undefined}
            title={viewer}
            onClick={() => list.changed((now) => withMine(now, item.id))}
          >
            {mine}
          </Button>
          <Button size="small" onClick={() => list.changed((now) => withTheirs(now, item.id, kind))}>
            {take}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {other !== null && !isGone && (
        <DifferencesTable
          rows={kind.differences(doc, other)}
          yours="Yours"
          theirs={name === '' ? 'Other desk' : `${name}’s`}
        />
      )}
    </Notice>
  )
}

interface QuestionFacts {
  readonly title: string
  /** Empty: nobody’s that tells something. */
  readonly name: string
  /** `at 10:42Z`, `on 29 Nov 10:42Z`. */
  readonly when: string
  /** Archived here. */
  readonly isGone: boolean
  /** Theirs cannot be read here. */
  readonly isNewer: boolean
}

/** The question and its two answers. @param theirs null: the library has none any more */
function questionWords(theirs: TeamState | null, { title, name, when, isGone, isNewer }: QuestionFacts) {
  if (theirs === null)
    return {
      text: `${title} is no longer in the library. It is kept in this browser.`,
      mine: 'Save it again',
      take: 'Remove it here too',
    }
  const who = name || 'Another desk'
  const take = `Take ${name === '' ? 'the other desk’s' : `${name}’s`}`
  if (theirs.isArchived)
    return {
      text: `${who} archived ${title} ${when}, and it was changed here.`,
      mine: 'Keep yours',
      take: 'Archive it here too',
    }
  if (isGone)
    return {
      text: `${who} changed ${title} ${when}, and it was archived here.`,
      mine: 'Archive it anyway',
      take,
    }
  const text = `${who} saved ${title} ${when}${isNewer ? ' with a newer version of Fairway' : ''}, and it was changed here.`
  return { text: `${text} Both are kept until you choose.`, mine: 'Keep yours', take }
}

interface ForgetButtonProps<D> {
  of: TeamItems<D>
  item: KeptItem<D>
  /** A row has room for a sign only. */
  isSign?: boolean
  onArchived: (item: KeptItem<D>) => void
  /** Other actions, which give way to the question. */
  children?: ReactNode
}

/** Forgets what only this browser has; archives what is the team's, which is confirmed in place. */
export function ForgetButton<D>({ of, item, isSign = false, onArchived, children }: ForgetButtonProps<D>) {
  const { list, noun, titleOf } = of
  const viewer = useViewerWords(of)
  const [isAsking, setAsking] = useState(false)
  const wasAsked = useRef(false)
  const isOfTeam = item.theirs !== 'removed' && (item.team ?? item.sent) !== undefined
  const verb = isOfTeam ? 'Archive' : 'Forget'
  const archive = () => {
    list.forgotten(item.doc)
    onArchived(item)
  }
  const keep = () => {
    wasAsked.current = true
    setAsking(false)
  }
  if (isAsking)
    return (
      <div role="group" className={styles.question} aria-label={`Archive ${titleOf(item.doc)} for everybody?`}>
        <Button size="small" onClick={archive}>
          Archive for everybody
        </Button>
        <Button size="small" ref={focused} onClick={keep}>
          Keep
        </Button>
      </div>
    )
  const trigger = {
    size: 'small',
    disabled: isOfTeam && viewer !== undefined,
    ref: (button: HTMLButtonElement | null) => {
      if (wasAsked.current) button?.focus()
      wasAsked.current = false
    },
    onClick: () => (isOfTeam ? setAsking(true) : list.forgotten(item.doc)),
  } as const
  return (
    <>
      {children}
      {isSign ? (
        <IconButton {...trigger} label={`${verb} ${titleOf(item.doc)}`} icon={<Trash2 />} />
      ) : (
        <Button {...trigger} tone="quiet" title={isOfTeam ? viewer : undefined}>
          {verb} this {noun}
        </Button>
      )}
    </>
  )
}
