import { buildInstrument } from '../build/build-instrument.ts'
import { residentPage } from '../build/common-pages.ts'
import { matrix, page, radio, row } from '../build/questions.ts'
import { notKnown, quality5, satisfaction4, scale } from '../build/scales.ts'

/** Basic infrastructure, asked of households, wave 2023. */
export const infrastructure2023 = buildInstrument({
  id: 'infrastructure',
  version: '2023',
  title: ['Điện, đường, nước, rác', 'Power, roads, water, refuse'],
  askedOf: ['Người lớn của hộ sống ở xã', 'An adult of a household in the commune'],
  pages: [
    page(
      'works',
      ['Quanh nhà ông/bà', 'Around your home'],
      [
        matrix('if_rating', ['Ông/bà thấy các việc sau thế nào?', 'How do you find the following?'], quality5, [
          row('if_power', ['Điện dùng trong nhà', 'Electricity at home'], {
            part: 'power',
            source: 'PAPI d607, SIPAS Q9 mục 20, adapted',
            measures: ['Chất lượng điện', 'Quality of electricity'],
          }),
          row('if_line', ['An toàn của dây, cột điện', 'Safety of wires and poles'], {
            part: 'power',
            source: 'KH 09/KH-UBND, phụ lục 6c; own',
            measures: ['An toàn lưới điện', 'Safety of power lines'],
          }),
          row('if_water_state', ['Độ sạch của nước dùng hằng ngày', 'Cleanness of the water you use'], {
            part: 'water',
            source: 'SIPAS Q9 mục 21, adapted',
            measures: ['Chất lượng nước sinh hoạt', 'Quality of household water'],
          }),
          row('if_drain', ['Rãnh thoát nước', 'Drains'], { part: 'waste', source: 'own', measures: ['Thoát nước', 'Drainage'] }),
          row('if_upkeep', ['Sửa chữa khi hư hỏng', 'Repair of what breaks'], {
            part: 'general',
            source: 'own',
            measures: ['Sửa chữa kịp thời', 'Timely repair'],
          }),
        ]),
        radio(
          'if_road',
          ['Đường gần nhà nhất là đường gì?', 'The road nearest your home is of'],
          scale(1, notKnown, [
            ['Đất', 'Earth'],
            ['Đá, gạch', 'Stone, brick'],
            ['Bê tông', 'Concrete'],
            ['Nhựa', 'Asphalt'],
          ]),
          { part: 'road', source: 'PAPI d608, adapted', measures: ['Loại đường gần nhà', 'Surface of the nearest road'] },
        ),
        radio(
          'if_water',
          ['Nhà ông/bà ăn uống bằng nước nào là chính?', 'Your main drinking water'],
          scale(1, notKnown, [
            ['Nước máy', 'Tap water'],
            ['Giếng khoan', 'Drilled well'],
            ['Nước mưa', 'Rain water'],
            ['Ao, giếng hở', 'Pond, open well'],
          ]),
          { part: 'water', source: 'PAPI d610, adapted', measures: ['Nguồn nước ăn: nước máy', 'Drinking water from the tap'] },
        ),
        radio(
          'if_garbage',
          ['Rác được thu gom mấy lần?', 'How often is refuse collected?'],
          scale(0, notKnown, [
            ['Không bao giờ', 'Never'],
            ['Vài tháng một lần', 'Every few months'],
            ['Mỗi tháng', 'Monthly'],
            ['Mỗi tuần', 'Weekly'],
            ['Hằng ngày', 'Daily'],
          ]),
          { part: 'waste', source: 'PAPI d609, adapted', measures: ['Số lần thu gom rác', 'Frequency of refuse collection'] },
        ),
        radio('if_overall', ['Nói chung ông/bà có hài lòng không?', 'Overall, are you satisfied?'], satisfaction4, {
          part: 'general',
          source: 'SIPAS, câu hỏi chung, thang 4 mức, adapted',
          measures: ['Hài lòng chung với hạ tầng', 'Overall satisfaction with infrastructure'],
        }),
      ],
    ),
    residentPage,
  ],
})
