export const INSERT = `insert into response
  (commune_id, id, wave_id, unit_id, instrument_version_id, mode, day, answers, content_hash, receipt_key)
  values ($1, $2, $3, $4, $5, 'poster', '2026-11-24', $6::smallint[], $7, $8)`

export type Place = { readonly commune: string; readonly wave: string; readonly unit: string; readonly versionId: string }

/** One row as the bare server and the bare inserts store it; the keys are the id itself. */
export const rowValues = (place: Place, id: string, answers: readonly (number | null)[]): unknown[] => {
  const key = Buffer.from(id.replaceAll('-', ''), 'hex')
  return [place.commune, id, place.wave, place.unit, place.versionId, answers, key, key]
}
