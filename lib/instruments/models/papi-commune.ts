import { communeLife2023 } from '../commune-life/2023.ts'
import { communeLife2024 } from '../commune-life/2024.ts'
import { healthStation2023 } from '../health-station/2023.ts'
import { healthStation2024 } from '../health-station/2024.ts'
import { infrastructure2023 } from '../infrastructure/2023.ts'
import { infrastructure2024 } from '../infrastructure/2024.ts'
import { oneStopDesk2023 } from '../one-stop-desk/2023.ts'
import { oneStopDesk2024 } from '../one-stop-desk/2024.ts'
import { primarySchool2023 } from '../primary-school/2023.ts'
import { primarySchool2024 } from '../primary-school/2024.ts'
import type { Instrument } from '../types.ts'
import { buildModel, type ComponentSource, countOf, type IndicatorSource, meanOf, shareOf } from './build-model.ts'
import type { ModelDefinition } from './types.ts'

type Instruments = {
  readonly life: Instrument
  readonly health: Instrument
  readonly school: Instrument
  readonly works: Instrument
  readonly desk: Instrument
}

const plan = 'KH 09/KH-UBND (2024), phụ lục'
const papi = 'PAPI (bộ chỉ số 2021-2024), adapted to a commune'
const good = [4, 5]

/** Component of life in the commune: every scored item whose part is the component, share of yes or mean by its scale. */
function fromLife(life: Instrument, code: string, vi: string, en: string, lowerIsBetter: readonly string[] = []): ComponentSource {
  const indicators = life.codebook
    .filter((item) => item.part === code && item.role === 'scored')
    .map((item): IndicatorSource => {
      const options = {
        lowerIsBetter: lowerIsBetter.includes(item.id),
        // Not to know whom or what one votes on is the lack that 1.1 measures.
        dontKnow: code === '1.1' ? ('zero' as const) : ('excluded' as const),
        name: item.id.replace(/^c\d+_/, ''),
      }
      return item.codes.length === 2 ? shareOf(life, item.id, [1], options) : meanOf(life, item.id, options)
    })
  return { code, label: [vi, en], source: papi, indicators }
}

/** Component of D5: the one-stop desk's answers about one procedure. */
function fromDesk(
  desk: Instrument,
  code: string,
  vi: string,
  en: string,
  procedure: number,
  also: readonly IndicatorSource[] = [],
): ComponentSource {
  const where = { item: 'procedure', codes: [procedure] }
  return {
    code,
    label: [vi, en],
    source: papi,
    indicators: [
      countOf(
        desk,
        'quality',
        ['Số tiêu chí đạt, trên 5', 'Criteria met, of 5'],
        'PAPI d503, d507, d508 (chất lượng thủ tục), adapted',
        ['od_signs', 'od_posted', 'od_polite', 'od_guide', 'od_ontime'],
        good,
        { where },
      ),
      meanOf(desk, 'od_trips', { name: 'trips', lowerIsBetter: true, where }),
      ...also,
      meanOf(desk, 'od_overall', { name: 'overall', where }),
    ],
  }
}

const health = (instrument: Instrument): ComponentSource => ({
  code: '6.1',
  label: ['Y tế công lập', 'Public health'],
  source: `${papi}: health station instead of the district hospital`,
  indicators: [
    shareOf(instrument, 'hs_insured', [1], { name: 'insured' }),
    countOf(
      instrument,
      'quality',
      ['Số tiêu chí đạt ở trạm y tế, trên 6', 'Criteria met by the health station, of 6'],
      'PAPI d604, adapted',
      ['hs_signs', 'hs_price', 'hs_clean', 'hs_respect', 'hs_skill', 'hs_result'],
      good,
    ),
    meanOf(instrument, 'hs_overall', { name: 'overall' }),
  ],
})

const school = (instrument: Instrument): ComponentSource => ({
  code: '6.2',
  label: ['Giáo dục tiểu học công lập', 'Public primary education'],
  source: papi,
  indicators: [
    countOf(
      instrument,
      'criteria',
      ['Có nước sạch, công khai thu chi', 'Clean water, public accounts'],
      'PAPI d606c, adapted',
      ['ps_water', 'ps_money'],
      [1],
    ),
    countOf(
      instrument,
      'quality',
      ['Số tiêu chí đạt ở trường, trên 4', 'Criteria met by the school, of 4'],
      'PAPI d606c, adapted',
      ['ps_rooms', 'ps_safe', 'ps_teaching', 'ps_progress'],
      good,
    ),
    meanOf(instrument, 'ps_overall', { name: 'overall' }),
  ],
})

const works = (instrument: Instrument): ComponentSource => ({
  code: '6.3',
  label: ['Cơ sở hạ tầng căn bản', 'Basic infrastructure'],
  source: papi,
  indicators: [
    countOf(
      instrument,
      'quality',
      ['Số tiêu chí hạ tầng đạt, trên 4', 'Criteria of infrastructure met, of 4'],
      'PAPI d607; KH 09/KH-UBND, phụ lục 6c, adapted',
      ['if_power', 'if_line', 'if_drain', 'if_upkeep'],
      good,
    ),
    meanOf(instrument, 'if_road', { name: 'road' }),
    shareOf(instrument, 'if_water', [1], { name: 'tap_water' }),
    meanOf(instrument, 'if_garbage', { name: 'garbage' }),
    meanOf(instrument, 'if_overall', { name: 'overall' }),
  ],
})

const corruption = ['c41_fund', 'c41_land', 'c42_health', 'c42_school', 'c43_job']

function papiCommune(
  version: string,
  { life, health: station, school: schools, works: infrastructure, desk }: Instruments,
): ModelDefinition {
  const dimension = (code: string, vi: string, en: string, components: ComponentSource[]) => ({
    code,
    label: [vi, en] as const,
    source: `${plan}, nội dung ${code.slice(1)}; PAPI`,
    components,
  })
  return buildModel('papi-commune', version, [
    dimension('D1', 'Tham gia của người dân ở cấp cơ sở', 'Participation at local levels', [
      fromLife(life, '1.1', 'Tri thức công dân', 'Civic knowledge'),
      fromLife(life, '1.2', 'Cơ hội tham gia bầu cử', 'Opportunities for participation in elections'),
      fromLife(life, '1.3', 'Chất lượng bầu cử trưởng thôn', 'Quality of village head elections'),
      fromLife(life, '1.4', 'Đóng góp tự nguyện', 'Voluntary contributions'),
    ]),
    dimension('D2', 'Công khai, minh bạch trong việc ra quyết định ở địa phương', 'Transparency in local decision-making', [
      fromLife(life, '2.1', 'Tiếp cận thông tin', 'Access to information'),
      fromLife(life, '2.2', 'Công khai, minh bạch danh sách hộ nghèo', 'Poverty list transparency'),
      fromLife(life, '2.3', 'Công khai, minh bạch ngân sách cấp xã', 'Communal budget transparency'),
      fromLife(life, '2.4', 'Công khai, minh bạch quy hoạch, kế hoạch sử dụng đất', 'Land-use plan transparency'),
    ]),
    dimension('D3', 'Trách nhiệm giải trình với người dân', 'Vertical accountability', [
      fromLife(life, '3.1', 'Tương tác với chính quyền', 'Interactions with local authorities'),
      fromLife(life, '3.2', 'Giải quyết khiếu nại, tố cáo, khúc mắc', 'Government responsiveness to citizen appeals'),
      fromLife(life, '3.3', 'Tiếp cận dịch vụ tư pháp', 'Access to justice services'),
    ]),
    dimension('D4', 'Kiểm soát tham nhũng trong khu vực công', 'Control of corruption in the public sector', [
      fromLife(life, '4.1', 'Kiểm soát tham nhũng trong chính quyền địa phương', 'Limits on corruption in local government', corruption),
      fromLife(
        life,
        '4.2',
        'Kiểm soát tham nhũng trong cung ứng dịch vụ công',
        'Limits on corruption in public service delivery',
        corruption,
      ),
      fromLife(life, '4.3', 'Công bằng trong tuyển dụng nhân lực vào cơ quan nhà nước', 'Equity in state employment', corruption),
      fromLife(life, '4.4', 'Quyết tâm chống tham nhũng', 'Willingness to fight corruption'),
    ]),
    // 5.2 (construction permits) is asked and shown by procedure; PAPI has not scored it since 2021, so k = 3.
    dimension('D5', 'Thủ tục hành chính công', 'Public administrative procedures', [
      fromDesk(desk, '5.1', 'Dịch vụ chứng thực, xác nhận của chính quyền', 'Certification procedures', 1),
      fromDesk(desk, '5.3', 'Dịch vụ và thủ tục cấp giấy chứng nhận quyền sử dụng đất', 'Land-use right certificates', 3, [
        shareOf(desk, 'od_got', [1, 2], { name: 'not_overdue', where: { item: 'procedure', codes: [3] } }),
      ]),
      fromDesk(desk, '5.4', 'Dịch vụ hành chính cấp xã', 'Procedures for personal documents at the commune', 4),
    ]),
    dimension('D6', 'Cung ứng dịch vụ công', 'Public service delivery', [
      health(station),
      school(schools),
      works(infrastructure),
      fromLife(life, '6.4', 'An ninh, trật tự tại địa bàn khu dân cư', 'Law and order', ['c64_crime']),
    ]),
    dimension('D7', 'Quản trị môi trường', 'Environmental governance', [
      fromLife(life, '7.1', 'Nghiêm túc trong bảo vệ môi trường', 'Seriousness in environmental protection'),
      fromLife(life, '7.2', 'Chất lượng không khí', 'Quality of air'),
      fromLife(life, '7.3', 'Chất lượng nước', 'Quality of water'),
    ]),
    dimension('D8', 'Quản trị điện tử', 'E-governance', [
      fromLife(life, '8.1', 'Sử dụng cổng thông tin điện tử của chính quyền', 'Access to e-government portals'),
      fromLife(life, '8.2', 'Tiếp cận và sử dụng internet tại địa phương', 'Access to the internet at the local level'),
      fromLife(life, '8.3', 'Phúc đáp qua cổng thông tin điện tử của chính quyền', 'E-responsiveness of the authorities'),
    ]),
  ])
}

/** The commune's index in the manner of PAPI: eight dimensions, 28 components. PAPI itself is a provincial index. */
export const papiCommune2023 = papiCommune('2023', {
  life: communeLife2023,
  health: healthStation2023,
  school: primarySchool2023,
  works: infrastructure2023,
  desk: oneStopDesk2023,
})
export const papiCommune2024 = papiCommune('2024', {
  life: communeLife2024,
  health: healthStation2024,
  school: primarySchool2024,
  works: infrastructure2024,
  desk: oneStopDesk2024,
})
