import { expect } from '@playwright/test'
import { expectSound, openAll, screens, signIn, test } from '../support/staff-page.ts'

for (const viewport of screens)
  test.describe(`at ${viewport.width} px`, () => {
    test.use({ viewport })

    test('the first page says what this is and leads staff to the sign-in', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Người dân chấm điểm')
      await expectSound(page)
      await page.getByRole('link', { name: 'Đăng nhập' }).click()
      await expect(page).toHaveURL('/staff/sign-in')
    })

    test('the officer reads first what happened, then sees it, then finds how it was computed', async ({ page }) => {
      await signIn(page, 'officer')
      await expect(page).toHaveURL('/staff/commune')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Năm 2024 so với năm 2023')
      const main = page.getByRole('main')
      await expect(main).toContainText('Trong số người trả lời, năm 2024 so với năm 2023: trong 8 nội dung có')
      await expect(page.getByText('Dữ liệu minh hoạ')).toBeVisible()
      await expect(main).toContainText('PAPI là chỉ số cấp tỉnh; điểm ở đây không phải điểm PAPI của xã.')
      await expect(main.getByRole('img', { name: 'Tám nội dung, năm 2023 và năm 2024' })).toBeVisible()
      await expect(main).toContainText(/So sánh dựa trên \d+\/\d+ nội dung thành phần/)
      await expectSound(page)
      await openAll(page)
      const table = page.getByRole('table', { name: 'Tám nội dung, năm 2023 và năm 2024' })
      await expect(table.getByRole('row')).toHaveCount(9)
      await expect(main).toContainText(/Dấu băm dữ liệu vào [0-9a-f]{64}/)
      await expectSound(page)
    })

    test('the health station sees its own score and opens no other', async ({ page, watch }) => {
      await signIn(page, 'health')
      await expect(page).toHaveURL('/staff/unit')
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Trạm Y tế')
      await expect(page.getByRole('main')).toContainText(/Người trả lời năm 2024 chấm \d,\d\d trên 10/)
      await expect(page.getByRole('img', { name: 'Từng phần của phiếu' })).toBeVisible()
      const main = page.getByRole('main')
      for (const heading of [
        'So với các đơn vị cùng loại, năm 2024',
        'Điều gì quan trọng nhất, năm 2024',
        'Theo cách tính của ngành, năm 2024',
        'Số liệu này vững đến đâu, năm 2024',
        'Ý kiến đã duyệt',
      ])
        await expect(main.getByRole('heading', { name: heading, exact: true })).toBeVisible()
      await expect(main).toContainText('Trong xã không có đơn vị cùng loại nào khác được chấm')
      await expect(page.getByRole('img', { name: 'Điều gì quan trọng nhất, năm 2024' })).toBeVisible()
      await expect(main.getByRole('table', { name: /^Bộ Y tế/ }).getByRole('row')).toHaveCount(4)
      // The headline is read whole on a phone: its table ends within the screen.
      const box = await main.getByRole('table', { name: 'Điểm chung' }).boundingBox()
      expect((box?.x ?? 0) + (box?.width ?? 9999)).toBeLessThanOrEqual(viewport.width)
      await openAll(page)
      await expectSound(page)
      watch.expectFailure(/404/)
      for (const path of ['/staff/unit/CT-TH1', '/staff/unit/DH-TYT', '/staff/unit/none', '/staff/commune', '/staff/communes']) {
        const response = await page.goto(path)
        expect(response?.status()).toBe(404)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Không có trang này')
      }
      await expectSound(page)
    })

    test('the preview shows each questionnaire in SurveyJS beside the plain page', async ({ page }) => {
      await signIn(page, 'leader')
      await page.getByRole('link', { name: 'Bộ phiếu' }).click()
      await expect(page.getByRole('main').getByRole('row')).toHaveCount(11)
      await expectSound(page)
      await page.getByRole('rowheader').getByRole('link').first().click()
      await expect(page.getByRole('radio').first()).toBeAttached()
      const plain = page.frameLocator('iframe')
      await expect(plain.getByRole('radio').first()).toBeAttached()
      await expect(plain.getByRole('button')).toHaveCount(0)
    })

    test('the province opens its communes, the enumerator the collection points', async ({ page }) => {
      await signIn(page, 'province')
      await expect(page).toHaveURL('/staff/communes')
      await expectSound(page)
      await page.getByRole('link', { name: 'Xã Chí Tân' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Năm 2024 so với năm 2023')
      await expect(page.getByRole('main').getByRole('link')).toHaveCount(0)
      await expectSound(page)
      await page.getByRole('button', { name: 'Đăng xuất' }).click()
      await page.waitForURL('/staff/sign-in')
      await signIn(page, 'enumerator')
      await expect(page).toHaveURL('/staff/interviews')
      await expect(page.getByRole('main').getByRole('link').first()).toHaveAttribute('href', /^\/k\//)
      await expectSound(page)
    })
  })
