import { buildInstrument } from '../build/build-instrument.ts'
import { residentPage } from '../build/common-pages.ts'
import { matrix, page, radio, row } from '../build/questions.ts'
import { notKnown, quality5, satisfaction5, scale } from '../build/scales.ts'
import { oneStopDesk2023 } from './2023.ts'

/** One-stop desk, wave 2024: feedback replaces mistakes, satisfaction has five levels. */
export const oneStopDesk2024 = buildInstrument({
  id: 'one-stop-desk',
  version: '2024',
  previous: oneStopDesk2023,
  title: ['Chấm điểm bộ phận một cửa', 'Rate the one-stop desk'],
  askedOf: ['Người đến làm thủ tục tại xã', 'People who came for a procedure'],
  pages: [
    page(
      'procedure',
      ['Thủ tục', 'The procedure'],
      [
        radio(
          'procedure',
          ['Ông/bà đến làm việc gì?', 'What did you come for?'],
          scale(1, notKnown, [
            ['Chứng thực, xác nhận', 'Certification'],
            ['Cấp phép xây dựng', 'Construction permit'],
            ['Sổ đỏ (quyền sử dụng đất)', 'Land-use right certificate'],
            ['Khai sinh, kết hôn, việc khác', 'Birth, marriage, anything else'],
          ]),
          { role: 'filter', source: 'KH 09/KH-UBND, phụ lục 5d', measures: ['Thủ tục đã làm', 'Procedure used'] },
        ),
        radio(
          'od_got',
          ['Ông/bà đã nhận được giấy chưa?', 'Have you received it?'],
          scale(1, notKnown, [
            ['Đã nhận', 'Received'],
            ['Chưa tới hẹn', 'Not yet due'],
            ['Quá hẹn chưa có', 'Overdue'],
          ]),
          { source: 'PAPI d505, d507, adapted', measures: ['Giấy không bị quá hẹn', 'The paper is not overdue'] },
          '{procedure} anyof [2, 3]',
        ),
      ],
    ),
    page(
      'service',
      ['Việc phục vụ', 'The service'],
      [
        matrix('od_rating', ['Ông/bà thấy các việc sau thế nào?', 'How did you find the following?'], quality5, [
          row('od_signs', ['Chỉ dẫn, chỗ ngồi chờ', 'Signs and seats'], {
            part: 'access',
            source: 'SIPAS (QĐ 1001/QĐ-BNV) Q9 mục 24-25, adapted',
            measures: ['Tiếp cận: biển hiệu, chỗ ngồi', 'Access: signs, seats'],
          }),
          row('od_posted', ['Niêm yết thủ tục, lệ phí', 'Posting of procedures and fees'], {
            part: 'procedures',
            source: 'SIPAS (QĐ 1001/QĐ-BNV) Q9 mục 27, 29, adapted',
            measures: ['Thủ tục: niêm yết công khai', 'Procedures: made public'],
          }),
          row('od_polite', ['Thái độ của cán bộ', 'Conduct of staff'], {
            part: 'staff',
            source: 'SIPAS (QĐ 1001/QĐ-BNV) Q9 mục 31, adapted',
            measures: ['Công chức: thái độ', 'Staff: conduct'],
          }),
          row('od_guide', ['Cách cán bộ hướng dẫn', 'The way staff explain'], {
            part: 'staff',
            source: 'SIPAS (QĐ 1001/QĐ-BNV) Q9 mục 32, adapted',
            measures: ['Công chức: hướng dẫn dễ hiểu', 'Staff: clear guidance'],
          }),
          row('od_ontime', ['Trả kết quả đúng hẹn', 'Keeping the day promised'], {
            part: 'results',
            source: 'SIPAS (QĐ 1001/QĐ-BNV) Q9 mục 34, adapted',
            measures: ['Kết quả: đúng hẹn', 'Results: on time'],
          }),
          row('od_feedback', ['Nghe và trả lời góp ý', 'Hearing and answering feedback'], {
            change: 'new',
            part: 'feedback',
            source: 'SIPAS (QĐ 1001/QĐ-BNV) Q9 mục 37-39, adapted',
            measures: ['Phản ánh, kiến nghị', 'Feedback and appeals'],
          }),
        ]),
        radio(
          'od_trips',
          ['Ông/bà phải đến cả thảy mấy lần?', 'How many times did you have to come?'],
          scale(1, notKnown, [
            ['Một lần', 'Once'],
            ['Hai lần', 'Twice'],
            ['Ba lần', 'Three times'],
            ['Bốn lần trở lên', 'Four times or more'],
          ]),
          {
            part: 'procedures',
            source: 'NĐ 61/2018/NĐ-CP, tiêu chí 3; PAPI d503, adapted',
            measures: ['Số lần phải đến', 'Number of visits needed'],
          },
        ),
        radio('od_overall', ['Nói chung ông/bà có hài lòng không?', 'Overall, are you satisfied?'], satisfaction5, {
          change: 'rescaled',
          part: 'results',
          source: 'SIPAS, câu hỏi chung, thang 5 mức, adapted',
          measures: ['Hài lòng chung với bộ phận một cửa', 'Overall satisfaction with the desk'],
        }),
      ],
    ),
    residentPage,
  ],
})
