import type { Language } from './language.ts'
import { en } from './messages/en.ts'
import { type MessageKey, vi } from './messages/vi.ts'

const catalogues: Record<Language, Readonly<Record<MessageKey, string>>> = { vi, en }

type NameIn<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}` ? Name | NameIn<Rest> : never

/** The values that a message asks for: none, or exactly those named in its Vietnamese text. */
export type MessageValues<Key extends MessageKey> = [NameIn<(typeof vi)[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<NameIn<(typeof vi)[Key]>, string>>]

export type Translate = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key>) => string

/**
 * Text of the catalogue in one language, with its {names} filled in.
 * Numbers and dates arrive as text, formatted by this folder, so that none is rounded twice.
 */
export const translator = (language: Language): Translate => {
  const catalogue = catalogues[language]
  return (key, ...[values]) => {
    const given = values as Readonly<Record<string, string>> | undefined
    return catalogue[key].replace(/\{(\w+)\}/g, (name, word: string) => given?.[word] ?? name)
  }
}
