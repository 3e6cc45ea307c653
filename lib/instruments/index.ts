export { canonicalJson } from './canonical-json.ts'
export { codeLabel, itemText } from './item-texts.ts'
export type { ModelDefinition, ModelIndicator } from './models/types.ts'
export { modelDefinitionSchema } from './models/types.ts'
export { anonymityNotice, complaintNotice, intro, RETENTION_MONTHS, retentionNotice, whyAsked } from './notices.ts'
export { findIndexModel, findInstrument, indexModels, instruments } from './registry.ts'
export { releasedHashes, releasedModelHashes } from './released.ts'
export type { CodeChoice, SurveyElement, SurveyJson, SurveyPage, SurveyText } from './survey-schema.ts'
export { elementSchema, surveySchema } from './survey-schema.ts'
export {
  type CodebookItem,
  codebookItemSchema,
  DONT_KNOW,
  type Instrument,
  type InstrumentId,
  instrumentIds,
  instrumentSchema,
  type Localised,
} from './types.ts'
