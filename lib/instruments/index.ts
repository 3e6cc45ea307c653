export { canonicalJson } from './canonical-json.ts'
export { codeLabel, itemText } from './item-texts.ts'
export type { ModelDefinition, ModelIndicator } from './models/types.ts'
export { modelDefinitionSchema } from './models/types.ts'
export { complaintNotice, intro, RETENTION_MONTHS, retentionNotice } from './notices.ts'
export { findIndexModel, findInstrument, indexModels, instruments } from './registry.ts'
export { releasedHashes, releasedModelHashes } from './released.ts'
export type { SurveyElement, SurveyText } from './survey-schema.ts'
export { surveySchema } from './survey-schema.ts'
export {
  type CodebookItem,
  DONT_KNOW,
  type Instrument,
  type InstrumentId,
  instrumentIds,
  instrumentSchema,
} from './types.ts'
