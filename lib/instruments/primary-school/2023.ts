import { buildInstrument } from '../build/build-instrument.ts'
import { parentPage } from '../build/common-pages.ts'
import { matrix, page, radio, row } from '../build/questions.ts'
import { quality5, satisfaction4, yesNo } from '../build/scales.ts'

/** Primary school, asked of parents, wave 2023: the five parts of the ministry of education's form. */
export const primarySchool2023 = buildInstrument({
  id: 'primary-school',
  version: '2023',
  title: ['Chấm điểm trường tiểu học', 'Rate the primary school'],
  askedOf: ['Cha mẹ, người nuôi học sinh của trường', 'Parents and guardians of pupils of this school'],
  pages: [
    page(
      'school',
      ['Trường của con', 'Your child’s school'],
      [
        matrix('ps_rating', ['Ông/bà thấy các việc sau thế nào?', 'How do you find the following?'], quality5, [
          row('ps_rooms', ['Ánh sáng, chỗ ngồi trong lớp', 'Light and seats in the classroom'], {
            part: 'facilities',
            source: 'QĐ 3476/QĐ-BGDĐT (2019), phần cơ sở vật chất, adapted',
            measures: ['Cơ sở vật chất: phòng học', 'Facilities: classrooms'],
          }),
          row('ps_toilet', ['Nhà vệ sinh của học sinh', 'Pupils’ toilets'], {
            part: 'facilities',
            source: 'QĐ 3476/QĐ-BGDĐT (2019), phần cơ sở vật chất, adapted',
            measures: ['Cơ sở vật chất: nhà vệ sinh', 'Facilities: toilets'],
          }),
          row('ps_safe', ['Sự an toàn của con ở trường', 'The child’s safety at school'], {
            part: 'environment',
            source: 'QĐ 3476/QĐ-BGDĐT (2019), phần môi trường, adapted',
            measures: ['Môi trường: an toàn, thân thiện', 'Environment: safe and friendly'],
          }),
          row('ps_teaching', ['Cách dạy của thầy cô', 'The way teachers teach'], {
            part: 'activities',
            source: 'QĐ 3476/QĐ-BGDĐT (2019), phần hoạt động giáo dục, adapted',
            measures: ['Hoạt động: cách dạy', 'Activities: teaching'],
          }),
          row('ps_progress', ['Sự tiến bộ của con', 'The child’s progress'], {
            part: 'results',
            source: 'QĐ 3476/QĐ-BGDĐT (2019), phần kết quả, adapted',
            measures: ['Kết quả: con tiến bộ', 'Results: progress of the child'],
          }),
        ]),
        matrix('ps_true', ['Những điều sau có đúng không?', 'Are these true of the school?'], yesNo, [
          row('ps_water', ['Có nước uống sạch cho học sinh', 'There is clean drinking water'], {
            part: 'facilities',
            source: 'PAPI d606c, adapted',
            measures: ['Có nước uống sạch', 'Clean drinking water'],
          }),
          row('ps_money', ['Công khai các khoản thu, chi', 'Income and spending are made public'], {
            part: 'access',
            source: 'PAPI d606c, adapted',
            measures: ['Nhà trường công khai thu chi', 'The school publishes its accounts'],
          }),
          row('ps_extra', ['Không ép con học thêm', 'Children are not pressed into extra classes'], {
            part: 'activities',
            source: 'PAPI d606c, adapted',
            measures: ['Không ép học thêm', 'No pressure to take extra classes'],
          }),
        ]),
        radio(
          'ps_overall',
          ['Nói chung ông/bà có hài lòng với trường không?', 'Overall, are you satisfied with the school?'],
          satisfaction4,
          {
            part: 'results',
            source: 'PAPI d606b, QĐ 3476 phần hài lòng chung, thang 4 mức, adapted',
            measures: ['Hài lòng chung với trường', 'Overall satisfaction with the school'],
          },
        ),
      ],
    ),
    parentPage,
  ],
})
