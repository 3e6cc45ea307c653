/**
 * SHA-256 of canonicalJson of every released instrument and model, as `id@version`. A version that has been asked is never edited: a new
 * wording is a new version. The test that compares these never gets a new hash for an old version.
 */
export const releasedHashes: Readonly<Record<string, string>> = {}
export const releasedModelHashes: Readonly<Record<string, string>> = {}
