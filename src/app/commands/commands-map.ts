import { glyphChoices, glyphLayer } from '#src/domain/metocean/layers/glyph-layer.ts'
import { layerLabel, layersOf, shownLayer } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { glyphWords } from '#src/features/results/legend/glyph-words.ts'
import { intend } from '#src/state/intents.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { usePlan, useVoyageEditable } from '#src/state/voyage.ts'
import type { Shortcut } from '#src/ui/form/shortcut.ts'
import { useShownAnswer } from '../answer/use-shown-answer.ts'
import { type Command, plainCommand } from './commands.ts'

/** Commands for the map, and for what it shows of the answer. */
export function useMapCommands(): Command[] {
  const { route, track } = usePlan()
  const { answer } = useShownAnswer()
  const mayEdit = useVoyageEditable()
  const editable = mayEdit && track === null
  const something = route.waypoints.length > 0 || track !== null || answer !== null
  const command = (
    name: 'draw' | 'edit' | 'measure' | 'fit',
    label: string,
    enabled: boolean,
    keys: readonly Shortcut[],
    otherWords: string,
  ) =>
    plainCommand({
      id: name,
      group: 'Map',
      label,
      otherWords,
      enabled,
      onMap: true,
      shortcuts: keys,
      run: () => intend(name),
    })
  return [
    command('draw', 'Draw route', editable, [{ key: 'd' }], 'add waypoints'),
    command('edit', 'Edit waypoints on the map', editable && route.waypoints.length > 0, [], 'move select'),
    command('measure', 'Measure', true, [{ key: 'm' }], 'distance bearing range'),
    plainCommand({
      id: 'draw-area',
      group: 'Map',
      label: 'Draw a no-go area',
      otherWords: 'keep out avoid polygon zone',
      enabled: mayEdit,
      run: () => intend('draw-area'),
    }),
    command('fit', 'Fit the route', something, [{ key: 'f' }], 'zoom whole show all'),
    ...useContentCommands(),
    ...useLayerCommands(answer),
  ]
}

/** What the map shows besides the voyage. */
function useContentCommands(): Command[] {
  const shaded = usePreference('nightShaded')
  const named = usePreference('placesNamed')
  const { preferenceChosen } = usePreferenceActions()
  return [
    plainCommand({
      id: 'night',
      group: 'Map',
      label: shaded ? 'Hide day and night' : 'Show day and night',
      otherWords: 'shade twilight sun terminator',
      run: () => preferenceChosen({ nightShaded: !shaded }),
    }),
    plainCommand({
      id: 'places',
      group: 'Map',
      label: named ? 'Hide places' : 'Show places',
      otherWords: 'names ports countries borders',
      run: () => preferenceChosen({ placesNamed: !named }),
    }),
  ]
}

/** The layer on the route, the directions drawn on it, and the time slider. */
function useLayerCommands(answer: Answer | null): Command[] {
  const layerId = usePreference('layerId')
  const glyphs = usePreference('glyphs')
  const playback = usePreference('playbackOpen')
  const { preferenceChosen } = usePreferenceActions()
  if (!answer) return []
  const shown = shownLayer(answer.columns, layerId)
  const offered = glyphChoices.filter(
    (choice) => choice === 'auto' || choice === 'none' || glyphLayer(choice, shown, answer.columns),
  )
  return [
    ...layersOf(answer.columns).map((layer) =>
      plainCommand({
        id: `layer-${layer.id}`,
        group: 'Map',
        label: `Layer: ${layerLabel(layer, answer.columns)}`,
        otherWords: 'show colour overlay',
        enabled: layer.id !== shown?.id,
        run: () => preferenceChosen({ layerId: layer.id }),
      }),
    ),
    ...offered.map((choice) =>
      plainCommand({
        id: `glyphs-${choice}`,
        group: 'Map',
        label: `Directions: ${glyphWords[choice].toLowerCase()}`,
        otherWords: 'barbs arrows',
        enabled: choice !== glyphs,
        run: () => preferenceChosen({ glyphs: choice }),
      }),
    ),
    plainCommand({
      id: 'playback',
      group: 'Map',
      label: playback ? 'Hide time slider' : 'Show time slider',
      otherWords: 'play sail animation',
      run: () => preferenceChosen({ playbackOpen: !playback }),
    }),
  ]
}
