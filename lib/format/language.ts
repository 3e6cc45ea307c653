/** Vietnamese first, English second. */
export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (value: unknown): value is Language => value === 'vi' || value === 'en'

/** Locale of Intl: decimal comma and day first in Vietnamese, decimal point and day first in English. */
export const localeOf = (language: Language): string => (language === 'vi' ? 'vi-VN' : 'en-GB')

/** Word of a text that is written in both languages. */
export const pick = (text: { readonly vi: string; readonly en: string }, language: Language): string => text[language]
