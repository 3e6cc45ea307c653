import type {
  ChangeFigure,
  CommuneComparisonView,
  ComponentLine,
  DimensionLine,
  Figure,
  FigurePair,
  RefusedFigure,
  SnapshotRef,
  UnitLine,
  UnitScoresView,
} from '@/lib/format/figures.ts'
import type { RefusalReason, Verdict } from '@/lib/scoring/types.ts'

export const shown = (value: number, halfWidth = 0.25): Figure => ({
  kind: 'shown',
  value,
  standardError: halfWidth / 1.96,
  lower: value - halfWidth,
  upper: value + halfWidth,
  respondents: 312,
  effectiveN: 241.6,
  dontKnowShare: 0.083,
})

export const refused = (reason: RefusalReason, respondents: number | null = 12): RefusedFigure => ({ kind: 'refused', reason, respondents })

export const changed = (from: number, to: number, verdict: Verdict, fivePercentMark = false): ChangeFigure => ({
  kind: 'shown',
  fromValue: from,
  toValue: to,
  fromInterval: [from - 0.25, from + 0.25],
  toInterval: [to - 0.25, to + 0.25],
  difference: to - from,
  lower: to - from - 0.3,
  upper: to - from + 0.3,
  adjustedPValue: verdict === 'no-clear-change' ? 0.41 : 0.004,
  verdict,
  fivePercentMark,
})

type Parts = Pick<FigurePair, 'from' | 'to' | 'change'>

/** One line in each state that a screen must be able to draw. */
export const states = {
  rose: { from: shown(6.9), to: shown(7.4), change: changed(6.9, 7.4, 'rose', true) },
  fell: { from: shown(5.61), to: shown(5.05), change: changed(5.61, 5.05, 'fell', true) },
  cannotTell: { from: shown(6.02), to: shown(6.11), change: changed(6.02, 6.11, 'no-clear-change') },
  refused: { from: shown(6.4), to: refused('too-few-answers', 12), change: refused('too-few-answers', 12) },
  notComparable: { from: shown(3.2), to: shown(4.9), change: refused('not-comparable', null) },
  onlyTo: { from: null, to: shown(7.02), change: null },
  onlyFrom: { from: shown(7.02), to: null, change: null },
  absent: { from: null, to: null, change: null },
} satisfies Record<string, Parts>

const line = (code: string, vi: string, en: string, parts: Parts): FigurePair => ({ code, name: { vi, en }, scale: [1, 10], ...parts })

const component = (code: string, vi: string, en: string, parts: Parts): ComponentLine => ({
  ...line(code, vi, en, parts),
  indicators: [
    { ...line(`${code}a`, `Chỉ tiêu thứ nhất của ${code}`, `First indicator of ${code}`, parts), source: 'PAPI, adapted' },
    { ...line(`${code}b`, `Chỉ tiêu thứ hai của ${code}`, `Second indicator of ${code}`, states.cannotTell), source: 'QĐ 56/QĐ-BYT' },
  ],
})

const dimension = (code: string, vi: string, en: string, parts: Parts): DimensionLine => ({
  ...line(code, vi, en, parts),
  components: [
    component(`${code.slice(1)}.1`, `${vi}, phần một`, `${en}, part one`, parts),
    component(`${code.slice(1)}.2`, `${vi}, phần hai`, `${en}, part two`, states.cannotTell),
  ],
})

export const snapshot = (wave: string): SnapshotRef => ({
  wave,
  waveName: `Đợt ${wave}`,
  snapshotId: `018f0000-0000-7000-8000-00000000${wave}`,
  takenAt: `${wave}-11-20T18:30:00.000Z`,
  published: true,
  closing: true,
  methodVersion: '1.0.0',
  inputHash: '9f2c4b7a11d0e3f5a6b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4',
  responses: 1203,
})

const unit = (code: string, kind: UnitLine['kind'], vi: string, parts: Parts): UnitLine => ({
  ...line(code, vi, vi, parts),
  kind,
  answers: { '2023': 150, '2024': 148 },
})

const commune = { code: '12265', name: 'Xã Chí Tân', demo: true }

export const communeView = (): CommuneComparisonView => ({
  commune,
  from: snapshot('2023'),
  to: snapshot('2024'),
  selfSelected: true,
  index: {
    ...line('', 'Tổng các nội dung', 'Sum of the dimensions', {
      from: { ...shown(44.2, 1.1) },
      to: { ...shown(45.9, 1.2) },
      change: changed(44.2, 45.9, 'no-clear-change'),
    }),
    scale: [8, 80],
  },
  dimensions: [
    dimension('D1', 'Tham gia của người dân ở cấp cơ sở', 'Participation at local levels', states.cannotTell),
    dimension('D2', 'Công khai, minh bạch trong việc ra quyết định ở địa phương', 'Transparency', states.notComparable),
    dimension('D3', 'Trách nhiệm giải trình với người dân', 'Vertical accountability', states.refused),
    dimension('D4', 'Kiểm soát tham nhũng trong khu vực công', 'Control of corruption in the public sector', states.fell),
    dimension('D5', 'Thủ tục hành chính công', 'Public administrative procedures', states.cannotTell),
    dimension('D6', 'Cung ứng dịch vụ công', 'Public service delivery', states.rose),
    dimension('D7', 'Quản trị môi trường', 'Environmental governance', states.onlyTo),
    dimension('D8', 'Quản trị điện tử', 'E-governance', states.onlyFrom),
  ],
  componentsInCore: 27,
  componentsInAll: 28,
  leftOut: [
    { level: 'component', code: '2.1', why: 'key-differs' },
    { level: 'indicator', code: '6.1b', why: 'only-to' },
  ],
  units: [
    unit('CT-TYT', 'health-station', 'Trạm y tế xã Chí Tân', states.rose),
    unit('CT-TH1', 'primary-school', 'Trường tiểu học Chí Tân 1', states.cannotTell),
    unit('CT-TH2', 'primary-school', 'Trường tiểu học Chí Tân 2', states.fell),
    unit('CT-MC', 'one-stop-desk', 'Bộ phận một cửa', states.refused),
  ],
  sensitivity: { kind: 'shown', variants: 71, index: 45.9, least: 44.1, most: 46.8 },
  decomposition: [
    {
      instrument: 'commune-life',
      name: { vi: 'Đời sống ở xã', en: 'Life in the commune' },
      figure: {
        kind: 'shown',
        change: { value: 0.31, lower: 0.1, upper: 0.52 },
        who: { value: -0.04, lower: -0.09, upper: 0.01 },
        how: { value: 0.35, lower: 0.14, upper: 0.56 },
      },
    },
    {
      instrument: 'infrastructure',
      name: { vi: 'Hạ tầng', en: 'Infrastructure' },
      figure: { kind: 'refused', reason: 'too-few-answers', respondents: 12 },
    },
  ],
  benchmark: [
    { province: 'Hưng Yên', year: 2023, dimension: 'D6', value: 7.6117, source: 'PAPI 2023' },
    { province: 'Hưng Yên', year: 2024, dimension: 'D6', value: 7.71, source: 'PAPI 2024' },
    { province: 'Hưng Yên', year: 2024, dimension: 'D4', value: null, source: 'PAPI 2024' },
  ],
})

export const unitView = (parts: Parts = states.rose): UnitScoresView => ({
  commune,
  unit: { code: 'CT-TYT', name: 'Trạm y tế xã Chí Tân', kind: 'health-station' },
  waves: [snapshot('2023'), snapshot('2024')],
  selfSelected: true,
  headline: line('U', 'Điểm chung', 'Headline score', parts),
  parts: [component('access', 'Khả năng tiếp cận', 'Access', parts), component('staff', 'Thái độ ứng xử', 'Staff', states.cannotTell)],
  trend: [
    { wave: '2023', figure: shown(6.9) },
    { wave: '2024', figure: refused('too-few-answers', 12) },
  ],
  distributions: [
    {
      item: 'clean',
      text: { vi: 'Trạm y tế sạch sẽ', en: 'The station is clean' },
      refused: null,
      respondents: 141,
      shares: [
        { code: 1, label: { vi: 'Rất kém', en: 'Very poor' }, share: 0.004 },
        { code: 2, label: { vi: 'Kém', en: 'Poor' }, share: 0.096 },
        { code: 3, label: { vi: 'Bình thường', en: 'Fair' }, share: 0.2 },
        { code: 4, label: { vi: 'Tốt', en: 'Good' }, share: 0.5 },
        { code: 5, label: { vi: 'Rất tốt', en: 'Very good' }, share: 0.2 },
      ],
      dontKnowShare: 0.04,
    },
    {
      item: 'free',
      text: { vi: 'Trẻ em dưới 6 tuổi khám miễn phí', en: 'Free of charge under 6' },
      refused: 'too-few-answers',
      respondents: 3,
      shares: [],
      dontKnowShare: null,
    },
  ],
  answers: { '2023': 150, '2024': 148 },
})
