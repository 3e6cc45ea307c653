import { describe, expect, test } from 'vitest'
import { DONT_KNOW, findInstrument, type Instrument, instruments } from '@/lib/instruments/index.ts'
import { codeAnswers, compileQuestionnaire, submissionSchema } from '@/lib/questionnaire/index.ts'
import { demoComments } from '@/prisma/demo/demo-comments.ts'
import { demoMargins } from '@/prisma/demo/demo-margins.ts'
import { type DemoResponse, demoResponses } from '@/prisma/demo/demo-responses.ts'
import { generateAnswers } from '@/prisma/demo/generate-answers.ts'
import { demoCommuneCodes, demoWaveCodes } from '@/prisma/demo/populations.ts'
import { randomStream } from '@/prisma/demo/random.ts'

const cases = demoCommuneCodes.flatMap((commune) => demoWaveCodes.map((wave) => ({ commune, wave })))

/** What a phone would have sent: SurveyJS data keyed by question. */
function asSurveyData(instrument: Instrument, answers: DemoResponse['answers']): Record<string, number | Record<string, number>> {
  const data: Record<string, number | Record<string, number>> = {}
  instrument.codebook.forEach(({ path }, position) => {
    const code = answers[position]
    const [question = '', row] = path.split('.')
    if (code === null || code === undefined) return
    if (row === undefined) data[question] = code
    else data[question] = { ...(data[question] as Record<string, number> | undefined), [row]: code }
  })
  return data
}
function countBy(responses: readonly DemoResponse[], key: (response: DemoResponse) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const response of responses) counts[key(response)] = (counts[key(response)] ?? 0) + 1
  return counts
}

describe.each(cases)('$commune in $wave', ({ commune, wave }) => {
  const responses = demoResponses(commune, wave)

  test('is the same whenever it is asked for', () => {
    expect(demoResponses(commune, wave)).toEqual(responses)
  })

  test('holds only answers that the questionnaire of that year could have taken', () => {
    for (const { instrument: id, answers } of responses) {
      const instrument = findInstrument(id, wave)
      expect(answers).toHaveLength(instrument.codebook.length)
      instrument.codebook.forEach((item, position) => {
        const code = answers[position] ?? null
        if (code !== null) expect([...item.codes, DONT_KNOW], item.id).toContain(code)
      })
    }
  })

  test('leaves empty what the questionnaire would have hidden', () => {
    for (const id of new Set(responses.map(({ instrument }) => instrument))) {
      const instrument = findInstrument(id, wave)
      const questionnaire = compileQuestionnaire(instrument)
      for (const { answers } of responses.filter((response) => response.instrument === id))
        expect(codeAnswers(questionnaire, asSurveyData(instrument, answers))).toEqual(answers)
    }
  })

  test('has don’t-knows and missing answers, but not many', () => {
    const codes = responses.flatMap(({ answers }) => answers)
    for (const share of [codes.filter((code) => code === DONT_KNOW), codes.filter((code) => code === null)].map(
      (some) => some.length / codes.length,
    )) {
      expect(share).toBeGreaterThan(0.01)
      expect(share).toBeLessThan(0.12)
    }
  })

  test('was collected in the field weeks of its year, before the merger of 1 December 2024', () => {
    for (const { day } of responses) expect(day).toMatch(new RegExp(`^${wave}-1[01]-\\d\\d$`))
  })

  test('has registers whose margins agree, one for each unit that is asked', () => {
    const margins = demoMargins(commune, wave)
    const totals = new Map<string, Record<string, number>>()
    for (const { unitCode, instrument, variable, count } of margins) {
      const own = totals.get(`${unitCode} ${instrument}`) ?? {}
      totals.set(`${unitCode} ${instrument}`, { ...own, [variable]: (own[variable] ?? 0) + count })
    }
    expect([...totals.keys()].toSorted()).toEqual([...new Set(responses.map((one) => `${one.unitCode} ${one.instrument}`))].toSorted())
    for (const own of totals.values()) expect(new Set(Object.values(own)).size).toBe(1)
    for (const { instrument, variable, category } of margins)
      if (variable !== 'village')
        expect(findInstrument(instrument, wave).codebook.find(({ id }) => id === variable)?.codes, variable).toContain(Number(category))
  })
})

describe('the size of the demo', () => {
  test.each(demoWaveCodes)('Chí Tân in %s: households, patients, parents and applicants', (wave) => {
    const responses = demoResponses('12265', wave)
    expect(countBy(responses, ({ instrument, unitCode }) => `${instrument} ${unitCode}`)).toEqual({
      'health-station CT-TYT': 150,
      'primary-school CT-TH1': 120,
      'primary-school CT-TH2': 120,
      'infrastructure 12265': 350,
      'one-stop-desk CT-MC': 200,
      'commune-life 12265': 350,
    })
    const procedures = countBy(
      responses.filter(({ instrument }) => instrument === 'one-stop-desk'),
      ({ answers }) => String(answers[0]),
    )
    for (const scored of ['1', '3', '4']) expect(procedures[scored]).toBeGreaterThanOrEqual(40)
    const villages = new Set(responses.flatMap(({ villageCode }) => (villageCode === undefined ? [] : [villageCode])))
    expect([...villages].toSorted()).toEqual(Array.from({ length: 9 }, (_, index) => `CT-T0${index + 1}`))
  })

  test('the second commune is about half as large', () => {
    const share = demoResponses('12268', '2024').length / demoResponses('12265', '2024').length
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.6)
  })

  test('there are 30 comments and more, of every instrument', () => {
    const comments = demoComments('12265')
    expect(comments.length).toBeGreaterThanOrEqual(30)
    expect(new Set(comments.map(({ instrument }) => instrument)).size).toBe(5)
    for (const { text } of comments) expect(text).toBe(text.normalize('NFC'))
  })
})

describe('generateAnswers', () => {
  test.each(instruments.map((instrument) => ({ name: `${instrument.id} ${instrument.version}`, instrument })))(
    '$name: valid, nothing hidden, the same for the same seed, another for another',
    ({ instrument }) => {
      const questionnaire = compileQuestionnaire(instrument)
      const all = Array.from({ length: 50 }, (_, seed) => generateAnswers(instrument, seed))
      const schema = submissionSchema(questionnaire)
      for (const answers of all) {
        const body = { id: '7b3f0a52-9d1c-4e8f-8a61-2f5d0c9b7e14', answers, consent: true }
        expect(schema.safeParse(body).error).toBeUndefined()
        const codes = codeAnswers(questionnaire, answers)
        instrument.codebook.forEach((item, position) => {
          const code = codes[position] ?? null
          if (code !== null) expect([...item.codes, DONT_KNOW], item.id).toContain(code)
        })
        expect(asSurveyData(instrument, codes)).toEqual(answers)
      }
      expect(generateAnswers(instrument, 7)).toEqual(all[7])
      expect(new Set(all.map((answers) => JSON.stringify(answers))).size).toBeGreaterThan(45)
    },
  )
})

describe('randomStream', () => {
  test('uniforms fill the unit interval evenly and normals have mean 0 and variance 1', () => {
    const random = randomStream('a test')
    const uniforms = Array.from({ length: 20_000 }, random.uniform)
    const normals = Array.from({ length: 20_000 }, random.normal)
    const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length
    expect(Math.min(...uniforms)).toBeGreaterThan(0)
    expect(Math.max(...uniforms)).toBeLessThan(1)
    expect(mean(uniforms)).toBeCloseTo(0.5, 1)
    expect(mean(normals)).toBeCloseTo(0, 1)
    expect(mean(normals.map((z) => z * z))).toBeCloseTo(1, 1)
  })

  test('picks in proportion to the weights and never what has none', () => {
    const random = randomStream('picks')
    const counts = [0, 0, 0]
    for (let i = 0; i < 9000; i++) {
      const index = random.pick([2, 0, 1])
      counts[index] = (counts[index] ?? 0) + 1
    }
    expect(counts[1]).toBe(0)
    expect((counts[0] ?? 0) / 9000).toBeCloseTo(2 / 3, 1)
  })
})
