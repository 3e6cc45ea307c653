import type { InstrumentId } from '@/lib/instruments/index.ts'

/** Kinds as the database and the interface write them. */
export type UnitKind = 'commune' | 'village' | 'health-station' | 'primary-school' | 'one-stop-desk'

/** Which kind of unit an instrument rates. The two instruments of residents rate the commune and ask for the village besides. */
const ratedKind: Readonly<Record<InstrumentId, UnitKind>> = {
  'health-station': 'health-station',
  'primary-school': 'primary-school',
  'one-stop-desk': 'one-stop-desk',
  infrastructure: 'commune',
  'commune-life': 'commune',
}
export const kindRatedBy = (instrument: InstrumentId): UnitKind => ratedKind[instrument]

/** Instruments that ask residents, so that their answers also speak for each village. */
export const asksResidents = (instrument: string): boolean => instrument === 'infrastructure' || instrument === 'commune-life'
