/** SurveyJS ships this file without types; importing it adds Vietnamese to surveyLocalization. */
declare module 'survey-core/i18n/vietnamese'
