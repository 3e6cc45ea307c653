import { buildInstrument } from '../build/build-instrument.ts'
import { residentPage } from '../build/common-pages.ts'
import { matrix, page, radio, row } from '../build/questions.ts'
import { quality5, satisfaction4, yesNo } from '../build/scales.ts'

const form = (part: string) => `QĐ 3869/QĐ-BYT (2019) mẫu 2, phần ${part}, adapted`

/** Health station, wave 2023: after the outpatient form then in force (QĐ 3869/QĐ-BYT), cut to what a commune station does. */
export const healthStation2023 = buildInstrument({
  id: 'health-station',
  version: '2023',
  title: ['Chấm điểm trạm y tế xã', 'Rate the commune health station'],
  askedOf: ['Người đến khám hoặc đưa người nhà đến khám', 'Patients and those who brought them'],
  pages: [
    page(
      'visit',
      ['Đến trạm', 'Coming to the station'],
      [
        matrix('hs_coming', ['Ông/bà thấy các việc sau ở trạm thế nào?', 'How did you find these at the station?'], quality5, [
          row('hs_signs', ['Biển chỉ dẫn, lối đi', 'Signs and paths'], {
            part: 'access',
            source: form('A'),
            measures: ['Khả năng tiếp cận: dễ tìm, dễ đi', 'Access: easy to find and reach'],
          }),
          row('hs_price', ['Niêm yết giá tiền', 'Posting of prices'], {
            part: 'transparency',
            source: form('B'),
            measures: ['Minh bạch: giá niêm yết công khai', 'Transparency: posted prices'],
          }),
          row('hs_wait', ['Thời gian chờ khám', 'Time spent waiting'], {
            part: 'transparency',
            source: form('B'),
            measures: ['Thủ tục: thời gian chờ tới lượt khám', 'Procedure: waiting time'],
          }),
          row('hs_clean', ['Độ sạch của phòng khám', 'Cleanness of the rooms'], {
            part: 'facilities',
            source: form('C'),
            measures: ['Cơ sở vật chất: sạch sẽ', 'Facilities: cleanliness'],
          }),
          row('hs_seats', ['Chỗ ngồi chờ', 'Seats for waiting'], {
            part: 'facilities',
            source: form('C'),
            measures: ['Cơ sở vật chất: ghế chờ', 'Facilities: seats'],
          }),
          row('hs_respect', ['Thái độ của cán bộ', 'Conduct of staff'], {
            part: 'staff',
            source: form('D'),
            measures: ['Thái độ của nhân viên', 'Conduct of staff'],
          }),
          row('hs_skill', ['Cách khám và dặn dò', 'Examination and advice'], {
            part: 'staff',
            source: form('D'),
            measures: ['Năng lực chuyên môn', 'Competence of staff'],
          }),
          row('hs_result', ['Kết quả khám, chữa bệnh', 'Result of the treatment'], {
            part: 'results',
            source: form('E'),
            measures: ['Kết quả: đáp ứng nguyện vọng', 'Results: wishes met'],
          }),
        ]),
      ],
    ),
    page(
      'overall',
      ['Nói chung', 'Overall'],
      [
        radio('hs_overall', ['Nói chung ông/bà có hài lòng không?', 'Overall, are you satisfied?'], satisfaction4, {
          part: 'results',
          source: 'SIPAS, câu hỏi chung, thang 4 mức, adapted',
          measures: ['Hài lòng chung với trạm y tế', 'Overall satisfaction with the station'],
        }),
        radio('hs_insured', ['Ông/bà có thẻ bảo hiểm y tế không?', 'Do you hold a health insurance card?'], yesNo, {
          source: 'PAPI d601, adapted',
          measures: ['Tỷ lệ có bảo hiểm y tế', 'Share with health insurance'],
        }),
      ],
    ),
    residentPage,
  ],
})
