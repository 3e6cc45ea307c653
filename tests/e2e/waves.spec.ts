import { expect, type Page } from '@playwright/test'
import pg from 'pg'
import { ownerUrl, pointFor } from '../support/e2e.ts'
import { expectSound, openAll, screens, signIn, test } from '../support/staff-page.ts'

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 })

test.afterAll(async () => {
  const client = new pg.Client({ connectionString: ownerUrl() })
  await client.connect()
  try {
    await client.query(`select set_config('app.commune', $1, false)`, [pointFor('health-station').communeId])
    for (const table of ['wave_event', 'population_margin', 'wave_instrument'])
      await client.query(`delete from ${table} where wave_id = (select id from wave where code = '2027')`)
    await client.query(`delete from wave where code = '2027'`)
  } finally {
    await client.end()
  }
})

for (const [at, viewport] of screens.entries()) {
  const language = at === 0 ? 'vi' : 'en'
  test.describe(`${viewport.width} px`, () => {
    test.use({ viewport })

    test(`every page of a wave is sound, open and closed, in ${language}`, async ({ page }) => {
      test.setTimeout(180_000)
      await signIn(page, 'officer')
      if (language === 'en') await page.getByRole('link', { name: 'English' }).click()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      for (const path of [
        '/staff/waves',
        '/staff/waves/new',
        '/staff/waves/compare',
        '/staff/waves/2026',
        '/staff/waves/2026/sampling',
        '/staff/waves/2026/margins',
        '/staff/waves/2026/quality',
        '/staff/waves/2026/snapshots',
        '/staff/waves/2024',
        '/staff/waves/2024/quality',
        '/staff/waves/2024/snapshots',
        '/staff/instruments/compare',
      ]) {
        await page.goto(path)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await openAll(page)
        await expectSound(page)
      }
    })
  })
}

test('a wave is planned, refused in words, changed, and does not open beside another that asks the same', async ({ page, watch }) => {
  watch.expectFailure(/Failed to load resource/)
  await signIn(page, 'officer')
  await page.getByRole('link', { name: 'Đợt khảo sát' }).click()
  await page.getByRole('link', { name: 'Lập đợt mới' }).click()
  await expect(page.getByLabel(/^Mã đợt/)).toHaveValue('2027')
  await page.getByLabel(/^Số người ít nhất của một ô/).fill('3')
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'Chưa thực hiện được' })
  await expect(alert).toBeFocused()
  await expect(alert).toContainText('Tên đợt: chưa đúng.')
  await expect(alert).toContainText(/Số người ít nhất của một ô.*: chưa đúng\./)
  await expectSound(page)
  await page.getByLabel('Tên đợt').fill('Đợt khảo sát năm 2027')
  await page.getByLabel(/^Số người ít nhất của một ô/).fill('6')
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await page.waitForURL('**/staff/waves/2027')
  await expect(page.getByText('Ô từ 6 người')).toBeVisible()
  await page.getByRole('link', { name: 'Sửa bản nháp' }).click()
  await page.getByLabel(/^Số người ít nhất của một ô/).fill('7')
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await page.waitForURL('**/staff/waves/2027')
  await expect(page.getByText('Ô từ 7 người')).toBeVisible()
  await page.getByText('Mở đợt khảo sát').first().click()
  await page.getByRole('button', { name: 'Mở đợt khảo sát' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'một đợt khác đang nhận phiếu' })).toBeFocused()
  await expect(page.getByText(/bản nháp/).first()).toBeVisible()
})

test('a register is refused field by field and line by line, then taken', async ({ page, watch }) => {
  watch.expectFailure(/Failed to load resource/)
  await signIn(page, 'officer')
  await page.goto('/staff/waves/2027/margins')
  await page
    .getByText(/Trạm Y tế.*:/)
    .first()
    .click()
  const station = page.locator('details[open]')
  await station.getByLabel('Nam').fill('40')
  await station.getByLabel('Nữ').fill('sáu mươi')
  await station.getByRole('button', { name: 'Lưu sổ này' }).click()
  await expect(station.getByRole('alert')).toContainText('Nữ: phải là số nguyên')
  await expectSound(page)
  await station.getByLabel('Nữ').fill('60')
  for (const [label, count] of [
    ['18-29', '10'],
    ['30-44', '20'],
    ['45-59', '30'],
    ['60 trở lên', '41'],
  ] as const)
    await station.getByLabel(label).fill(count)
  await station.getByLabel(/^Nguồn/).fill('Sổ khám bệnh 2027')
  await station.getByRole('button', { name: 'Lưu sổ này' }).click()
  await expect(station.getByRole('alert')).toContainText('tổng các bảng không bằng nhau')
  await station.getByLabel('60 trở lên').fill('40')
  await station.getByRole('button', { name: 'Lưu sổ này' }).click()
  await expect(station.getByText('Đã lưu.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('100 người hoặc lượt')).toBeVisible()

  const csv = page.getByLabel('Nội dung CSV')
  const bad =
    'unit,instrument,variable,category,count,source\nCT-MC,one-stop-desk,procedure,1,1.200,Sổ\nCT-XX,one-stop-desk,procedure,2,5,Sổ'
  await csv.fill(bad)
  await page.getByRole('button', { name: 'Nhập sổ' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'Chưa thực hiện được' })
  await expect(alert).toContainText('dòng 2, count: phải là số nguyên')
  await expect(alert).toContainText('dòng 3: đợt này không hỏi đơn vị ấy')
  const rows = [300, 20, 60, 20].map((count, at) => `CT-MC;one-stop-desk;procedure;${at + 1};${count};Sổ một cửa`)
  await page.getByLabel('Hoặc chọn tệp CSV').setInputFiles({
    name: 'so.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFFunit;instrument;variable;category;count;source\r\n${rows.join('\r\n')}`),
  })
  await page.getByRole('button', { name: 'Nhập sổ' }).click()
  await expect(page.getByText('400 người hoặc lượt')).toBeVisible()
  await page.goto('/staff/waves/2027/sampling')
  await expect(page.getByRole('row', { name: /Một cửa.*400.*197/ })).toBeVisible()
})

test('an open wave pauses and goes on', async ({ page }) => {
  await signIn(page, 'officer')
  await page.goto('/staff/waves/2026')
  await page.getByText('Tạm dừng').first().click()
  await page.getByRole('button', { name: 'Tạm dừng' }).click()
  await expect(page.getByText('Trạng thái: tạm dừng')).toBeVisible()
  await page.getByText('Mở tiếp').first().click()
  await page.getByRole('button', { name: 'Mở tiếp' }).click()
  await expect(page.getByText('Trạng thái: đang mở')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'mở tiếp' })).toBeVisible()
})

test('a snapshot shows how far it is, survives a reload, is compared, and is withdrawn with a reason', async ({ page, watch }) => {
  test.setTimeout(120_000)
  watch.expectFailure(/Failed to load resource/)
  await signIn(page, 'officer')
  await page.goto('/staff/waves/2024/snapshots')
  await page.getByRole('button', { name: 'Lấy bản chốt cuối' }).click()
  const under = page.getByRole('heading', { name: 'Đang chốt' })
  await expect(under).toBeVisible()
  await expectSound(page)
  await page.reload()
  await expect(under.or(page.getByRole('row').nth(2))).toBeVisible()
  await expect(under).toBeHidden({ timeout: 90_000 })
  await expect(page.getByRole('row')).toHaveCount(3)

  await page.goto('/staff/waves/compare')
  await expect(heading(page, 'So hai bản chốt')).toBeVisible()
  await expect(page.getByText(/tăng rõ|giảm rõ|chưa rõ/).first()).toBeVisible()
  await expectSound(page)
  const [from, to] = [page.getByLabel('Bản trước'), page.getByLabel('Bản sau')]
  const options = await to
    .locator('option')
    .filter({ hasText: /^2024/ })
    .evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''))
  await from.selectOption(options[1] ?? '')
  await to.selectOption(options[0] ?? '')
  await page.getByRole('button', { name: 'So' }).click()
  await expect(page.getByText('Hai bản cùng một đợt')).toBeVisible()
  await expectSound(page)

  await page.goto('/staff/waves/2024/snapshots')
  await page.getByText(/^Công bố \/ thu hồi/).click()
  const withdraw = page.getByRole('button', { name: 'Thu hồi' }).first()
  await withdraw.click()
  await expect(page.getByRole('alert').filter({ hasText: 'Lý do' })).toBeVisible()
  await page
    .getByLabel(/^Lý do/)
    .first()
    .fill('bản thử, không dùng')
  await withdraw.click()
  await expect(page.getByText(/đã thu hồi .*bản thử, không dùng/)).toBeVisible()
})

test('a snapshot without answers is refused in words', async ({ page }) => {
  test.setTimeout(90_000)
  await signIn(page, 'officer')
  await page.goto('/staff/waves/2026/snapshots')
  await page.getByRole('button', { name: 'Lấy bản chốt ngay' }).click()
  await expect(page.getByText(/không xong: chưa có phiếu nào|khi đang mở/).first()).toBeVisible({ timeout: 60_000 })
  await expectSound(page)
})

for (const name of ['leader', 'front'])
  test(`${name} reads along and is offered no act`, async ({ page, watch }) => {
    watch.expectFailure(/Failed to load resource/)
    await signIn(page, name)
    for (const path of ['2026', '2026/margins', '2024/snapshots', '2026/sampling']) {
      await page.goto(`/staff/waves/${path}`)
      await expect(page.getByText('Chỉ xem')).toBeVisible()
      await expect(page.locator('main button:not(form.row button)')).toHaveCount(0)
    }
    expect((await page.goto('/staff/waves/new'))?.status()).toBe(404)
    expect((await page.goto('/staff/waves/2027/edit'))?.status()).toBe(404)
  })

for (const name of ['health', 'enumerator', 'province'])
  test(`for ${name} there are no waves`, async ({ page, watch }) => {
    watch.expectFailure(/Failed to load resource/)
    await signIn(page, name)
    for (const path of [
      '',
      '/new',
      '/compare',
      '/2026',
      '/2026/sampling',
      '/2026/margins',
      '/2026/quality',
      '/2026/snapshots',
      '/2027/edit',
    ])
      expect((await page.goto(`/staff/waves${path}`))?.status()).toBe(404)
  })

test('without scripts the sample is worked out and instruments are compared, and an act says what it needs', async ({ page, browser }) => {
  await signIn(page, 'officer')
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })
  const plain = await context.newPage()
  await plain.goto('/staff/waves/2026/sampling')
  await plain.getByLabel('Sai số (điểm phần trăm)').fill('10')
  await plain.getByRole('button', { name: 'Tính lại' }).click()
  await expect(plain).toHaveURL(/margin=10/)
  await plain.goto('/staff/instruments/compare')
  await plain.getByLabel('Bộ phiếu').selectOption('one-stop-desk')
  await plain.getByRole('button', { name: 'So' }).click()
  await expect(plain).toHaveURL(/instrument=one-stop-desk/)
  await plain.goto('/staff/waves/2026/snapshots')
  // Text inside noscript is not found by its words.
  await expect(plain.locator('noscript p').first()).toHaveText('Việc này cần JavaScript.')
  await expect(plain.locator('noscript p').first()).toBeVisible()
  await expect(plain.getByRole('button', { name: 'Lấy bản chốt ngay' })).toBeDisabled()
  await context.close()
})
