import { Ship as ShipIcon } from 'lucide-react'
import { useId, useState } from 'react'
import { parseCallSign, parseImo, parseMmsi, SHIP_LIMITS, shipWords } from '#src/domain/voyage/ship.ts'
import { useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import styles from './ship-fields.module.css'

const ParticularsPart = lazyPart(async () => (await import('./ship-particulars.tsx')).ShipParticulars)
const FoldsPart = lazyPart(async () => (await import('./ship-folds.tsx')).ShipFolds)
const SavedShipsPart = lazyPart(async () => (await import('./saved-ships.tsx')).SavedShips)

type Dimension = keyof typeof SHIP_LIMITS

const asIs = (text: string) => text
const line = (text: string) => text.trim().replace(/\s+/g, ' ').slice(0, 120)

/** Metres as typed, in the form they are shown in; null outside a ship's possible size. */
function parseMetres(text: string, { min, max }: (typeof SHIP_LIMITS)[Dimension]): string | null {
  const plain = text.trim().replace(',', '.').replace(/\s*m$/i, '')
  if (plain === '') return ''
  const metres = Number(plain)
  return metres >= min && metres <= max ? String(Math.round(metres * 100) / 100) : null
}

/** Ship and voyage number on a button; pressed, it opens a line of its own to edit them. */
export function ShipFields() {
  const { ship, voyageNumber } = useVoyage()
  const [open, setOpen] = useState(false)
  const fieldsId = useId()
  const words = [shipWords(ship), voyageNumber && `Voy. ${voyageNumber}`].filter(Boolean).join(' · ')
  return (
    <section className={styles.ship} aria-label="Ship">
      <IconButton
        className={styles.button}
        label={`Ship: ${words || 'No ship given'}`}
        icon={<ShipIcon />}
        aria-expanded={open}
        aria-controls={fieldsId}
        data-given={words === '' ? undefined : ''}
        onClick={() => setOpen(!open)}
      />
      <div id={fieldsId} hidden={!open} className={styles.fields}>
        {open && <Fields />}
      </div>
    </section>
  )
}

function Fields() {
  const { ship, voyageNumber } = useVoyage()
  const { shipEdited, voyageNumberEdited } = useVoyageActions()
  return (
    <>
      <SavedShipsPart />
      <div className={styles.pair}>
        <DraftField
          label="Ship's name"
          value={ship.name}
          format={asIs}
          parse={line}
          invalid=""
          onCommit={(name) => shipEdited({ name })}
        />
        <DraftField
          label="Voyage number"
          value={voyageNumber}
          format={asIs}
          parse={(text) => line(text).slice(0, 30)}
          invalid=""
          onCommit={voyageNumberEdited}
        />
        <DraftField
          label="IMO number"
          value={ship.imo}
          format={asIs}
          parse={parseImo}
          invalid="Seven digits; the last is a check digit."
          onCommit={(imo) => shipEdited({ imo })}
        />
        <DraftField
          label="Call sign"
          value={ship.callSign}
          format={asIs}
          parse={parseCallSign}
          invalid="3 to 7 letters and digits."
          onCommit={(callSign) => shipEdited({ callSign })}
        />
      </div>
      <div className={styles.triple}>
        <Metres label="Draught" dimension="draughtM" />
        <Metres label="Length over all" dimension="lengthM" />
        <Metres label="Beam" dimension="beamM" />
      </div>
      <DraftField
        label="MMSI"
        value={ship.mmsi}
        format={asIs}
        parse={parseMmsi}
        invalid="Nine digits."
        onCommit={(mmsi) => shipEdited({ mmsi })}
      />
      <ParticularsPart />
      <FoldsPart />
    </>
  )
}

function Metres({ label, dimension }: { label: string; dimension: Dimension }) {
  const { ship } = useVoyage()
  const { shipEdited } = useVoyageActions()
  const limits = SHIP_LIMITS[dimension]
  return (
    <DraftField
      label={label}
      unit="m"
      inputMode="decimal"
      value={ship[dimension] === null ? '' : String(ship[dimension])}
      format={asIs}
      parse={(text) => parseMetres(text, limits)}
      invalid={`${limits.min} to ${limits.max} m.`}
      onCommit={(text) => shipEdited({ [dimension]: text === '' ? null : Number(text) })}
    />
  )
}
