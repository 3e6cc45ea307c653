import { type Instrument, instrumentSchema } from '@/lib/instruments/types.ts'

const text = (vi: string) => ({ default: vi, en: `${vi} (en)` })
const scale = [
  { value: 1, text: text('Rất không hài lòng') },
  { value: 2, text: text('Không hài lòng') },
  { value: 3, text: text('Bình thường') },
  { value: 4, text: text('Hài lòng') },
  { value: 5, text: text('Rất hài lòng') },
  { value: 98, text: text('Không biết') },
]
const yesNo = [
  { value: 1, text: text('Có') },
  { value: 0, text: text('Không') },
]

const item = (id: string, path: string, codes: number[], dontKnow = false) => ({
  id,
  path,
  role: 'scored',
  codes,
  dontKnow,
  change: 'first',
  comparabilityKey: `${id}@2023`,
  measures: { vi: id, en: id },
  source: 'made for tests',
})

type Element = Record<string, unknown>

/** A tiny instrument with every kind of question; `more` is added to its second page. */
export const fixtureInstrument = (more: readonly Element[] = [], moreItems: readonly ReturnType<typeof item>[] = []): Instrument =>
  instrumentSchema.parse({
    id: 'infrastructure',
    version: '2023',
    title: { vi: 'Phiếu thử', en: 'Test questionnaire' },
    askedOf: { vi: 'Cư dân', en: 'Residents' },
    survey: {
      title: text('Phiếu thử'),
      description: text('Để thử'),
      locale: 'vi',
      pages: [
        {
          name: 'first',
          title: text('Phần một'),
          elements: [
            { type: 'radiogroup', name: 'used', title: text('Đã dùng chưa?'), choices: yesNo },
            { type: 'radiogroup', name: 'again', title: text('Dùng lại không?'), visibleIf: '{used} = 1', choices: yesNo },
            { type: 'radiogroup', name: 'why', title: text('Vì sao?'), visibleIf: '{again} = 0', choices: scale },
          ],
        },
        {
          name: 'second',
          title: text('Phần hai'),
          elements: [
            {
              type: 'matrix',
              name: 'quality',
              title: text('Ông/bà thấy thế nào?'),
              columns: scale,
              rows: [
                { value: 'road', text: text('Đường') },
                { value: 'water', text: text('Nước') },
              ],
            },
            {
              type: 'checkbox',
              name: 'seen',
              title: text('Đã thấy những gì?'),
              choices: [
                { value: 'board', text: text('Bảng tin') },
                { value: 'website', text: text('Trang tin') },
                { value: 98, text: text('Không biết') },
              ],
            },
            { type: 'comment', name: 'comment', title: text('Nói thêm'), maxLength: 200 },
            ...more,
          ],
        },
      ],
    },
    codebook: [
      item('used', 'used', [0, 1]),
      item('again', 'again', [0, 1]),
      item('why', 'why', [1, 2, 3, 4, 5], true),
      item('road', 'quality.road', [1, 2, 3, 4, 5], true),
      item('water', 'quality.water', [1, 2, 3, 4, 5], true),
      item('board', 'seen.board', [0, 1], true),
      item('website', 'seen.website', [0, 1], true),
      ...moreItems,
    ],
    dropped: [],
  })

/** A question asked only if `visibleIf` holds, and its item. */
export const conditionalQuestion = (name: string, visibleIf: string): [Element, ReturnType<typeof item>] => [
  { type: 'radiogroup', name, title: text(name), visibleIf, choices: yesNo },
  item(name, name, [0, 1]),
]
