import type { Translate } from '@/lib/format/translate.ts'
import { ActForm } from '../waves/act-form.tsx'
import { Table } from '../waves/table.tsx'
import { accountTexts } from './account-texts.ts'

type Props = {
  readonly sessions: readonly {
    readonly id: string
    readonly since: string
    readonly until: string
    readonly device: string | null
    readonly current: boolean
  }[]
  readonly t: Translate
}

/** Where one is signed in. The session at hand ends by signing out, every other one from here. */
export function SessionTable({ sessions, t }: Props) {
  const head = ['since', 'until', 'device', 'act'] as const
  return (
    <Table label={t('account.sessions')} head={head.map((name) => t(`account.session.${name}`))} hideCaption>
      {sessions.map(({ id, since, until, device, current }) => (
        <tr key={id}>
          <th scope="row" className="number">
            {since}
          </th>
          <td className="number">{until}</td>
          <td className="small">{device ?? t('account.session.unknown')}</td>
          <td>
            {current ? (
              t('account.session.current')
            ) : (
              <ActForm
                action={`/api/v1/account/sessions/${id}`}
                method="DELETE"
                submit={t('account.session.end')}
                texts={accountTexts(t)}
              />
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}
