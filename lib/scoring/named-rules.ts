export type RuleId = 'papi' | 'sipas' | 'moh-qd56' | 'moet' | 'nd61-2018'

/**
 * How sure we are of a rule: `published` = read or recomputed from published tables; `practice` = seen in use, not in the text;
 * `remembered` = known to people of the field, the text not read.
 */
export type Certainty = 'published' | 'practice' | 'remembered'

export type RulePart = { readonly figure: string; readonly formula: string; readonly certainty: Certainty }

export type NamedRule = {
  readonly id: RuleId
  readonly title: string
  readonly source: string
  /** Each figure with its formula and how sure we are of it. */
  readonly parts: readonly RulePart[]
  /** What was looked for and not found. */
  readonly notFound: string | null
}

/** The rules that scores may be made by. Every score says its rule; two rules never meet in one comparison. */
export const namedRules: readonly NamedRule[] = [
  {
    id: 'papi',
    title: 'PAPI, Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (here: PAPI-style, at commune level)',
    source: 'papi.org.vn, reports 2011-2024; sums recomputed on published tables of all provinces',
    parts: [
      { figure: 'dimension, index', formula: 'sum of components; sum of dimensions', certainty: 'published' },
      { figure: 'component', formula: 'on 1/k..10/k with k components in the dimension', certainty: 'published' },
      { figure: 'indicator', formula: '1 + 9 (x - min) / (max - min); component = mean of indicators / k', certainty: 'remembered' },
      { figure: '5 per cent mark', formula: '|100 (new - old) / old| >= 5', certainty: 'remembered' },
    ],
    notFound: 'the appendix that states the normalisation and the 5 per cent sentence word by word',
  },
  {
    id: 'sipas',
    title: 'SIPAS, Chỉ số hài lòng về sự phục vụ hành chính (Bộ Nội vụ)',
    source: 'QĐ 1001/QĐ-BNV 11/12/2023 (2023-2026); QĐ 2640/QĐ-BNV 10/10/2017 before',
    parts: [
      {
        figure: 'top-two-box',
        formula: 'per cent of answers 4 (hài lòng) and 5 (rất hài lòng); the index = mean over criteria',
        certainty: 'remembered',
      },
      { figure: 'mean per cent', formula: 'mean / 5 * 100; the index = mean over criteria', certainty: 'practice' },
    ],
    notFound: 'which of the two the annex of QĐ 1001 uses since 2022: both are computed and named',
  },
  {
    id: 'moh-qd56',
    title: 'Hài lòng của người dân đối với dịch vụ y tế công (Bộ Y tế)',
    source: 'QĐ 56/QĐ-BYT 08/01/2024; for 2023 QĐ 3869/QĐ-BYT 28/8/2019',
    parts: [
      { figure: 'scale', formula: '1 to 5; 0 (không sử dụng, không ý kiến) excluded', certainty: 'practice' },
      { figure: 'mean per cent', formula: 'mean / 5 * 100', certainty: 'practice' },
      { figure: 'item, part and whole means', formula: 'mean of answers; mean of items; mean of the parts', certainty: 'remembered' },
      { figure: 'tỷ lệ hài lòng chung', formula: 'per cent of all answers that are 4 or 5', certainty: 'remembered' },
      { figure: 'chỉ số hài lòng toàn diện', formula: 'per cent of people whose every answer is 4 or 5', certainty: 'remembered' },
    ],
    notFound: 'the formulas of the annex; a form for commune health stations',
  },
  {
    id: 'moet',
    title: 'Hài lòng của người dân đối với dịch vụ giáo dục công (Bộ Giáo dục và Đào tạo)',
    source: 'QĐ 3476/QĐ-BGDĐT 04/10/2019; QĐ 2329/QĐ-BGDĐT 2017 before',
    parts: [
      { figure: 'factor', formula: 'mean of its items, out of 5', certainty: 'remembered' },
      { figure: 'chỉ số hài lòng chung', formula: 'mean of the five factors, out of 5', certainty: 'remembered' },
      { figure: 'tỷ lệ hài lòng', formula: 'per cent of all answers that are 4 or 5', certainty: 'remembered' },
    ],
    notFound: 'the text of the form for parents of primary pupils and its formula',
  },
  {
    id: 'nd61-2018',
    title: 'Đánh giá việc giải quyết thủ tục hành chính (nine criteria, 18 points)',
    source: 'NĐ 61/2018/NĐ-CP 23/4/2018 and TT 01/2018/TT-VPCP; replaced by NĐ 118/2025/NĐ-CP',
    parts: [
      { figure: 'criteria 1 to 4', formula: '2, 1 or 0 points each', certainty: 'practice' },
      { figure: 'criteria 5 to 9', formula: '2, 1 or 0 points each; total of 18', certainty: 'remembered' },
      { figure: 'classes', formula: '15 xuất sắc, 12 tốt, 9 khá, 6 trung bình, below yếu', certainty: 'remembered' },
    ],
    notFound: 'the classes in the text of the circular',
  },
]
