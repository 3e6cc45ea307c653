import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileQuestionnaire, formBody, readSubmission, submissionSchema } from '@/lib/questionnaire/index.ts'
import { arbitraryAnswers } from '../../support/arbitrary-answers.ts'
import { fixtureInstrument } from '../../support/fixture-instrument.ts'

const questionnaire = compileQuestionnaire(fixtureInstrument())
const schema = submissionSchema(questionnaire)
const id = '1b4e28ba-2fa1-4d6b-8c3f-0123456789ab'
const good = { id, answers: { used: 1 }, consent: true }
const read = (body: unknown) => readSubmission(questionnaire, schema, body)
const issuesOf = (body: unknown) => read(body).issues?.map(({ path, problem }) => [path, problem])

describe('readSubmission', () => {
  test('takes a submission and keeps what was said', () => {
    const body = { ...good, village: 'CT-T01', comment: ' Đường tốt. ', lang: 'en', startedAt: 'x.y' }
    expect(read(body).submission).toEqual({ ...body, comment: 'Đường tốt.' })
  })

  test('an id in capitals is the same id', () => {
    expect(read({ ...good, id: id.toUpperCase() }).submission?.id).toBe(id)
  })

  test.each([
    ['a code not offered', { ...good, answers: { used: 2 } }, [['answers.used', 'not-possible']]],
    ['a code as text', { ...good, answers: { used: '1' } }, [['answers.used', 'not-possible']]],
    ['null', { ...good, answers: { used: null } }, [['answers.used', 'not-possible']]],
    ['a row with a code not offered', { ...good, answers: { quality: { road: 9 } } }, [['answers.quality.road', 'not-possible']]],
    ['an unknown row', { ...good, answers: { quality: { sky: 1 } } }, [['answers.quality.sky', 'unknown']]],
    ['an unknown question', { ...good, answers: { commune_id: 1 } }, [['answers.commune_id', 'unknown']]],
    ['a statement twice', { ...good, answers: { seen: ['board', 'board'] } }, [['answers.seen', 'not-possible']]],
    ['an unknown field', { ...good, unitId: 'x' }, [['unitId', 'unknown']]],
    ['no consent', { id, answers: { used: 1 } }, [['consent', 'consent-needed']]],
    ['consent as a word', { ...good, consent: 'true' }, [['consent', 'consent-needed']]],
    ['a version 7 id', { ...good, id: '018f0000-0000-7000-8000-00000000000a' }, [['id', 'not-possible']]],
    ['no id', { answers: { used: 1 }, consent: true }, [['id', 'not-possible']]],
    ['null as id', { ...good, id: null }, [['id', 'not-possible']]],
    ['a long comment', { ...good, comment: 'ă'.repeat(201) }, [['comment', 'too-long']]],
    ['nothing answered', { id, answers: {}, consent: true }, [['answers', 'nothing-answered']]],
    ['only hidden answers', { id, answers: { again: 1 }, consent: true }, [['answers', 'nothing-answered']]],
    ['an empty comment alone', { id, answers: {}, consent: true, comment: ' \u0000 ' }, [['answers', 'nothing-answered']]],
    ['a list', [], [['', 'not-possible']]],
    ['nothing', null, [['', 'not-possible']]],
  ])('names the item: %s', (_, body, issues) => {
    expect(issuesOf(body)).toEqual(issues)
  })

  test('a comment alone is enough', () => {
    expect(read({ id, answers: {}, consent: true, comment: 'Cần thêm đèn' }).submission?.comment).toBe('Cần thêm đèn')
  })

  test('keys that reach a prototype are refused and reach nothing', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString'])
      for (const place of [
        `{"id":"${id}","consent":true,"answers":{"used":1},"${key}":{"polluted":1}}`,
        `{"id":"${id}","consent":true,"answers":{"used":1,"${key}":{"polluted":1}}}`,
      ])
        expect(read(JSON.parse(place)).issues).toHaveLength(1)
    expect('polluted' in {}).toBe(false)
  })

  test('1e5 keys and a depth of 1e4 are refused, and quickly', () => {
    const many = Object.fromEntries(Array.from({ length: 1e5 }, (_, n) => [`k${n}`, 1]))
    const deep = JSON.parse(`${'['.repeat(1e4)}${']'.repeat(1e4)}`) as unknown
    const started = performance.now()
    expect(issuesOf({ ...good, answers: many })).toEqual([['', 'not-possible']])
    expect(issuesOf({ ...good, answers: deep })).toEqual([['', 'not-possible']])
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('text typed in NFD is the same text as in NFC, and is counted as such', () => {
    const nfc = 'Tiếng Việt ở đường làng'
    const comment = (text: string) => read({ ...good, comment: text }).submission?.comment
    expect(comment(nfc.normalize('NFD'))).toBe(nfc)
    expect(comment('ế'.repeat(200).normalize('NFD'))).toHaveLength(200)
    expect(comment('một\r\nhai\u0000\ud800')).toBe('một\nhai')
  })

  test('whatever JSON holds, it is answered and never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const { submission, issues } = read(body)
        expect(submission ?? issues).toBeDefined()
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom('id', 'answers', 'consent', 'used', 'quality', 'road', 'seen', '__proto__'), maxDepth: 5 }),
        (body) => {
          expect(read({ ...good, ...body }).issues !== undefined || read({ ...good, ...body }).submission !== undefined).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('formBody', () => {
  const post = (fields: Record<string, string | string[]>) => {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) search.append(name, each)
    return formBody(questionnaire, search)
  }

  test('makes the body that JSON would carry', () => {
    const body = post({
      id,
      startedAt: 'x',
      lang: 'vi',
      consent: 'yes',
      village: '',
      comment: '',
      'a.used': '1',
      'a.quality.road': '4',
      'a.quality.water': '98',
      'a.seen': ['board', 'website'],
    })
    expect(body).toEqual({
      id,
      startedAt: 'x',
      lang: 'vi',
      consent: true,
      answers: { used: 1, quality: { road: 4, water: 98 }, seen: ['board', 'website'] },
    })
  })

  test.each([
    ['an unknown field', { unitId: 'x' }],
    ['an unknown question', { 'a.nothing': '1' }],
    ['an unknown row', { 'a.quality.sky': '1' }],
    ['a row of a question without rows', { 'a.used.road': '1' }],
    ['a matrix without a row', { 'a.quality': '1' }],
    ['a prototype', { 'a.__proto__': '1' }],
    ['a prototype as a row', { 'a.quality.__proto__': '1' }],
    ['two values for one question', { 'a.used': ['1', '0'] }],
    ['two ids', { id: [id, id] }],
    ['a word for a code', { 'a.used': 'one' }],
    ['a code with a sign', { 'a.used': '+1' }],
    ['another word for consent', { consent: 'no' }],
  ])('leaves %s in it, so that it is refused', (_, fields) => {
    expect(issuesOf(post({ id, consent: 'yes', 'a.seen': 'board', ...fields }))).toHaveLength(1)
  })

  test('what a form carries for an answer is what JSON carries', () => {
    fc.assert(
      fc.property(arbitraryAnswers(questionnaire), (answers) => {
        const fields: Record<string, string | string[]> = { id, consent: 'yes' }
        for (const [name, answer] of Object.entries(answers))
          if (Array.isArray(answer)) fields[`a.${name}`] = answer.map(String)
          else if (typeof answer === 'object') for (const [row, code] of Object.entries(answer)) fields[`a.${name}.${row}`] = String(code)
          else fields[`a.${name}`] = String(answer)
        const sent = Object.fromEntries(
          Object.entries(answers).filter(([, answer]) => typeof answer === 'number' || Object.keys(answer).length > 0),
        )
        expect(post(fields)['answers']).toEqual(sent)
      }),
    )
  })
})
