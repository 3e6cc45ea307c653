import { describe, expect, test } from 'vitest'
import { compileQuestionnaire, html, renderQuestionnaire } from '@/lib/questionnaire/index.ts'
import { fixtureInstrument } from '../../support/fixture-instrument.ts'

const attack = `"><script>alert(1)</script><img src=x onerror='alert(1)'>`

describe('html', () => {
  test('escapes every value, for text and for quoted attributes', () => {
    expect(html`<p title="${attack}">${attack}</p>`.toString()).not.toMatch(/<script|<img|'/)
    expect(html`${'a & b < c'}`.toString()).toBe('a &amp; b &lt; c')
  })
  test('nests what it made, joins lists and leaves out nothing, false and null', () => {
    expect(html`<ul>${['a', 'b'].map((each) => html`<li>${each}</li>`)}${false}${null}${undefined}${0}</ul>`.toString()).toBe(
      '<ul><li>a</li><li>b</li>0</ul>',
    )
  })
  test('drops the white space between lines of the template, and none of the values', () => {
    expect(
      html`
      <p>
        ${'a\n b'}
      </p>`.toString(),
    ).toBe('<p>a\n b</p>')
  })
})

describe('renderQuestionnaire', () => {
  const instrument = fixtureInstrument()
  const villages = [{ code: 'T1', name: attack }]
  const render = (given: Record<string, string[]>, errors: [string, string][] = []) =>
    renderQuestionnaire(compileQuestionnaire(instrument), villages, {
      language: 'vi',
      given: (field) => given[field] ?? [],
      errors: new Map(errors),
    }).toString()

  test('lets no text of a unit, a comment or an error become markup', () => {
    const page = render({ comment: [`${attack}</textarea>`] }, [['comment', attack]])
    expect(page).not.toMatch(/<script|<img/)
    expect(page.match(/<\/textarea>/g)).toHaveLength(1)
  })
  test('marks what was given, and nothing on a fresh page', () => {
    expect(render({})).not.toContain(' checked')
    expect(render({ 'a.quality.road': ['4'] })).toContain('name="a.quality.road" value="4" checked')
  })
  test('ties a message to its fieldset', () => {
    expect(render({}, [['answers.quality.road', 'Xin chọn lại']])).toMatch(
      /<fieldset class="r" id="f-answers-quality-road" aria-describedby="e-f-answers-quality-road">.*?<p class="e" id="e-f-answers-quality-road">Xin chọn lại/,
    )
  })
  test('every input has a label, every group a legend, every id is its own', () => {
    const page = render({})
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    expect(page.match(/<input/g)?.length).toBe(page.match(/<label><input/g)?.length)
    expect(page.match(/<fieldset/g)?.length).toBe(page.match(/<legend/g)?.length)
  })
})
