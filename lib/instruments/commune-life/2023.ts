import { buildInstrument } from '../build/build-instrument.ts'
import { residentPage } from '../build/common-pages.ts'
import { matrix, page, radio, row } from '../build/questions.ts'
import { notKnown, quality5, scale, yesNo } from '../build/scales.ts'

const frequency3 = scale(1, notKnown, [
  ['Không có', 'Never'],
  ['Đôi khi', 'Sometimes'],
  ['Thường xuyên', 'Often'],
])

/** Life in the commune, asked of households, wave 2023: the components that no service instrument asks, one page a dimension. */
export const communeLife2023 = buildInstrument({
  id: 'commune-life',
  version: '2023',
  title: ['Đời sống ở xã', 'Life in the commune'],
  askedOf: ['Người lớn sống ở xã', 'Adults who live in the commune'],
  pages: [
    page(
      'd1',
      ['Tham gia việc thôn, việc xã', 'Taking part'],
      [
        matrix('cl_know', ['Ông/bà có biết không?', 'Do you know?'], yesNo, [
          row('c11_head', ['Tên trưởng thôn', 'The name of the village head'], {
            part: '1.1',
            source: 'PAPI 1.1, adapted',
            measures: ['Biết trưởng thôn', 'Knows the village head'],
          }),
          row('c11_motto', ['Câu “dân biết, dân bàn, dân làm, dân kiểm tra”', 'The saying “people know, discuss, do and check”'], {
            part: '1.1',
            source: 'PAPI 1.1, adapted',
            measures: ['Biết quyền dân chủ ở cơ sở', 'Knows the rights of grass-roots democracy'],
          }),
        ]),
        matrix('cl_vote', ['Lần bầu cử gần đây, có những điều sau không?', 'At the latest elections, was it so?'], yesNo, [
          row('c12_vote', ['Ông/bà tự đi bỏ phiếu', 'You voted yourself'], {
            part: '1.2',
            source: 'PAPI 1.2, adapted',
            measures: ['Tự đi bầu', 'Voted in person'],
          }),
          row('c12_meet', ['Ông/bà được gặp người ứng cử', 'You met the candidates'], {
            part: '1.2',
            source: 'PAPI 1.2, adapted',
            measures: ['Được gặp người ứng cử', 'Met candidates'],
          }),
          row('c13_choice', ['Bầu trưởng thôn có hai người để chọn', 'For village head there were two to choose from'], {
            part: '1.3',
            source: 'PAPI 1.3, adapted',
            measures: ['Có từ hai ứng cử viên', 'More than one candidate'],
          }),
          row('c13_secret', ['Bầu trưởng thôn bỏ phiếu kín', 'The village head was elected by secret ballot'], {
            part: '1.3',
            source: 'PAPI 1.3, adapted',
            measures: ['Bỏ phiếu kín', 'Secret ballot'],
          }),
        ]),
        radio(
          'c14_gave',
          [
            'Năm qua nhà ông/bà có góp tiền, góp công cho việc chung không?',
            'This past year, did your household give money or work for the village?',
          ],
          yesNo,
          { role: 'filter', part: '1.4', source: 'PAPI 1.4, adapted', measures: ['Có đóng góp', 'Contributed'] },
        ),
        radio(
          'c14_decide',
          ['Mức góp có do dân bàn, dân quyết không?', 'Did the people discuss and decide how much?'],
          yesNo,
          { part: '1.4', source: 'PAPI 1.4, adapted', measures: ['Dân bàn và quyết định mức góp', 'People decided the contribution'] },
          '{c14_gave} = 1',
        ),
      ],
    ),
    page(
      'd2',
      ['Công khai', 'Openness'],
      [
        matrix('cl_open', ['Ở xã mình có những điều sau không?', 'Is it so in your commune?'], yesNo, [
          row('c21_find', ['Cần tin của xã thì hỏi được', 'News from the commune can be had by asking'], {
            part: '2.1',
            source: 'PAPI 2.1, adapted',
            measures: ['Tìm được thông tin cần', 'Finds the information needed'],
          }),
          row('c22_list', ['Danh sách hộ nghèo được niêm yết', 'The list of poor households is posted'], {
            part: '2.2',
            source: 'PAPI 2.2, adapted',
            measures: ['Công khai danh sách hộ nghèo', 'List of poor households is public'],
          }),
          row('c23_posted', ['Thu chi của xã được niêm yết', 'The commune posts its accounts'], {
            part: '2.3',
            source: 'PAPI 2.3, adapted',
            measures: ['Công khai thu chi ngân sách', 'Budget is public'],
          }),
          row('c23_read', ['Ông/bà được nghe về thu chi ấy', 'You heard about these accounts'], {
            part: '2.3',
            source: 'PAPI 2.3, adapted',
            measures: ['Được nghe về thu chi', 'Heard about the budget'],
          }),
          row('c24_plan', ['Dân được biết quy hoạch đất', 'People are told of the land plan'], {
            part: '2.4',
            source: 'PAPI 2.4, adapted',
            measures: ['Biết quy hoạch, kế hoạch sử dụng đất', 'Knows of the land-use plan'],
          }),
          row('c24_say', ['Dân được mời góp ý quy hoạch', 'People are invited to comment on it'], {
            part: '2.4',
            source: 'PAPI 2.4, adapted',
            measures: ['Dân được mời góp ý', 'Invited to comment'],
          }),
        ]),
      ],
    ),
    page(
      'd3',
      ['Xã trả lời dân', 'Answering to the people'],
      [
        radio(
          'c31_met',
          [
            'Năm qua ông/bà có nhờ trưởng thôn, cán bộ xã việc gì không?',
            'This past year, did you ask the village head or commune staff for help?',
          ],
          yesNo,
          { role: 'filter', part: '3.1', source: 'PAPI 3.1, adapted', measures: ['Có gặp chính quyền', 'Contacted the authorities'] },
        ),
        radio(
          'c31_help',
          ['Việc ấy có được giúp không?', 'Did they help?'],
          scale(1, notKnown, [
            ['Không giúp', 'No'],
            ['Giúp ít', 'A little'],
            ['Giúp nhiều', 'Much'],
            ['Xong việc', 'It was settled'],
          ]),
          { part: '3.1', source: 'PAPI 3.1, adapted', measures: ['Tiếp xúc có kết quả', 'Contact was useful'] },
          '{c31_met} = 1',
        ),
        radio(
          'c32_reply',
          ['Dân góp ý, xã trả lời thế nào?', 'When people make proposals, how does the commune answer?'],
          scale(1, notKnown, [
            ['Không trả lời', 'Not at all'],
            ['Trả lời cho có', 'For form’s sake'],
            ['Có trả lời', 'Answered'],
            ['Trả lời thỏa đáng', 'Answered well'],
          ]),
          { part: '3.2', source: 'PAPI 3.2, adapted', measures: ['Trả lời góp ý, kiến nghị', 'Answers to proposals'] },
        ),
        matrix('cl_justice', ['Khi có tranh chấp, ông/bà có tìm đến không?', 'In a dispute, would you turn to them?'], yesNo, [
          row('c33_court', ['Công an, tòa án', 'Police, court'], {
            part: '3.3',
            source: 'PAPI 3.3, adapted',
            measures: ['Tin công an, tòa án', 'Trusts police and court'],
          }),
          row('c33_mediate', ['Tổ hòa giải của thôn', 'The village mediation group'], {
            part: '3.3',
            source: 'PAPI 3.3, adapted; KH 09/KH-UBND, phụ lục 3c',
            measures: ['Tin tổ hòa giải', 'Trusts mediation'],
          }),
        ]),
      ],
    ),
    page(
      'd4',
      ['Chống tham nhũng', 'Against corruption'],
      [
        matrix('cl_money', ['Ở nơi mình có những việc sau không?', 'Do these happen where you live?'], frequency3, [
          row('c41_fund', ['Cán bộ lấy của công dùng riêng', 'Officials use public money for themselves'], {
            part: '4.1',
            source: 'PAPI 4.1, adapted',
            measures: ['Lấy của công', 'Diverting public funds'],
          }),
          row('c41_land', ['Đưa thêm tiền cho xong giấy tờ', 'Extra money to get papers done'], {
            part: '4.1',
            source: 'PAPI 4.1, adapted',
            measures: ['Đưa thêm tiền làm giấy tờ', 'Extra money for papers'],
          }),
          row('c42_health', ['Đưa thêm tiền khi khám bệnh', 'Extra money for treatment'], {
            part: '4.2',
            source: 'PAPI 4.2, adapted',
            measures: ['Đưa thêm tiền khi khám bệnh', 'Extra money for treatment'],
          }),
          row('c42_school', ['Biếu quà để con được quan tâm', 'Gifts so that a child gets attention'], {
            part: '4.2',
            source: 'PAPI 4.2, adapted',
            measures: ['Biếu quà thầy cô', 'Gifts to teachers'],
          }),
          row('c43_job', ['Nhờ quen thân mới có việc nhà nước', 'State jobs only through connections'], {
            part: '4.3',
            source: 'PAPI 4.3, adapted',
            measures: ['Quen thân mới có việc nhà nước', 'Connections for state jobs'],
          }),
        ]),
        radio(
          'c44_serious',
          ['Xã có quyết tâm chống tham nhũng không?', 'Is the commune serious about fighting corruption?'],
          scale(1, notKnown, [
            ['Không', 'No'],
            ['Ít', 'A little'],
            ['Khá', 'Fairly'],
            ['Rất quyết tâm', 'Very'],
          ]),
          { part: '4.4', source: 'PAPI 4.4, adapted', measures: ['Quyết tâm chống tham nhũng', 'Seriousness about corruption'] },
        ),
      ],
    ),
    page(
      'd6',
      ['An ninh', 'Safety'],
      [
        radio(
          'c64_safe',
          ['Ở thôn mình có an toàn không?', 'How safe is your village?'],
          scale(1, notKnown, [
            ['Rất không an toàn', 'Very unsafe'],
            ['Không an toàn', 'Unsafe'],
            ['An toàn', 'Safe'],
            ['Rất an toàn', 'Very safe'],
          ]),
          { part: '6.4', source: 'PAPI d611, adapted', measures: ['An toàn trong thôn', 'Safety of the village'] },
        ),
        radio(
          'c64_crime',
          ['Năm qua nhà ông/bà có bị mất trộm, bị đánh không?', 'This past year, was your household a victim of theft or violence?'],
          yesNo,
          { part: '6.4', source: 'PAPI d613, adapted', measures: ['Bị trộm cắp, hành hung', 'Victim of crime'] },
        ),
      ],
    ),
    page(
      'd7',
      ['Môi trường', 'Environment'],
      [
        matrix('cl_env', ['Ông/bà thấy các điều sau thế nào?', 'How do you find the following?'], quality5, [
          row('c71_act', ['Cách xã xử lý khi dân báo ô nhiễm', 'How the commune deals with reports of pollution'], {
            part: '7.1',
            source: 'PAPI 7.1, adapted',
            measures: ['Xử lý ô nhiễm', 'Dealing with pollution'],
          }),
          row('c72_air', ['Không khí quanh nhà', 'The air around your home'], {
            part: '7.2',
            source: 'PAPI 7.2, adapted',
            measures: ['Chất lượng không khí', 'Quality of the air'],
          }),
          row('c73_water', ['Nước ao, kênh, sông gần nhà', 'Ponds, canals, rivers nearby'], {
            part: '7.3',
            source: 'PAPI 7.3, adapted',
            measures: ['Chất lượng nước mặt', 'Quality of surface water'],
          }),
        ]),
        matrix('cl_clean', ['Những điều sau có đúng không?', 'Are these true?'], yesNo, [
          row('c71_fine', ['Người xả thải bẩn bị phạt', 'Polluters are fined'], {
            part: '7.1',
            source: 'PAPI 7.1, adapted',
            measures: ['Phạt người xả bẩn', 'Polluters are fined'],
          }),
          row('c72_smoke', ['Ra đường không ngại khói bụi', 'No smoke or dust on the road'], {
            part: '7.2',
            source: 'PAPI 7.2, adapted',
            measures: ['Không khói bụi ngoài đường', 'No smoke and dust outdoors'],
          }),
        ]),
      ],
    ),
    page(
      'd8',
      ['Mạng Internet', 'Online'],
      [
        matrix('cl_net', ['Năm qua, những điều sau có đúng với ông/bà không?', 'Were these true of you this past year?'], yesNo, [
          row('c81_portal', ['Xem trang mạng của xã, tỉnh', 'Looked at the website of commune or province'], {
            part: '8.1',
            source: 'PAPI 8.1, adapted',
            measures: ['Xem cổng thông tin điện tử', 'Visited government portals'],
          }),
          row('c81_file', ['Biết có thể nộp hồ sơ qua mạng', 'Knew that papers can be filed online'], {
            part: '8.1',
            source: 'PAPI 8.1, adapted',
            measures: ['Biết dịch vụ công trực tuyến', 'Knows of online services'],
          }),
          row('c82_home', ['Nhà có mạng Internet', 'Had internet at home'], {
            part: '8.2',
            source: 'PAPI 8.2, adapted',
            measures: ['Có Internet ở nhà', 'Internet at home'],
          }),
          row('c82_news', ['Đọc tin tức trên mạng', 'Read news online'], {
            part: '8.2',
            source: 'PAPI 8.2, adapted',
            measures: ['Đọc tin trên mạng', 'News online'],
          }),
          row('c83_track', ['Xem được hồ sơ của mình trên mạng', 'Followed your file online'], {
            part: '8.3',
            source: 'PAPI 8.3, adapted',
            measures: ['Theo dõi hồ sơ trên mạng', 'Tracked a file online'],
          }),
          row('c83_ask', ['Biết nơi hỏi xã qua mạng', 'Knew where to ask the commune online'], {
            part: '8.3',
            source: 'PAPI 8.3, adapted',
            measures: ['Biết nơi hỏi qua mạng', 'Knows where to ask online'],
          }),
        ]),
      ],
    ),
    residentPage,
  ],
})
