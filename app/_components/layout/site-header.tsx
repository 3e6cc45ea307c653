import type { Language } from '@/lib/format/language.ts'
import { translator } from '@/lib/format/translate.ts'
import { HeaderLinks } from './header-links.tsx'
import { SignOutButton } from './sign-out-button.tsx'

type Role = 'officer' | 'leader' | 'front' | 'inspection' | 'unit' | 'enumerator' | 'province'
type PageName =
  | 'nav.unit'
  | 'nav.communes'
  | 'nav.interviews'
  | 'nav.commune'
  | 'nav.instruments'
  | 'wave.title'
  | 'comments.title'
  | 'audit.title'
  | 'account.all'
type Reader = {
  readonly role: Role
  readonly place: string
  /** False until a first password was changed: the own account is then all there is. */
  readonly mayWork: boolean
}
type Props = { readonly language: Language; readonly reader: Reader | null }

const pagesOf = (role: Role): readonly { readonly href: string; readonly text: PageName }[] => {
  const instruments = { href: '/staff/instruments', text: 'nav.instruments' } as const
  const comments = { href: '/staff/comments', text: 'comments.title' } as const
  const readerPages = [
    { href: '/staff/commune', text: 'nav.commune' },
    { href: '/staff/waves', text: 'wave.title' },
    comments,
    { href: '/staff/audit', text: 'audit.title' },
    instruments,
  ] as const
  switch (role) {
    case 'unit':
      return [{ href: '/staff/unit', text: 'nav.unit' }, comments, instruments]
    case 'province':
      return [{ href: '/staff/communes', text: 'nav.communes' }, instruments]
    case 'enumerator':
      return [{ href: '/staff/interviews', text: 'nav.interviews' }, instruments]
    case 'officer':
      return [...readerPages, { href: '/staff/accounts', text: 'account.all' }]
    default:
      return readerPages
  }
}

/** Name, where one may go, language, who is signed in. */
export function SiteHeader({ language, reader }: Props) {
  const t = translator(language)
  return (
    <header className="site">
      <div>
        <a className="wordmark" href={reader ? '/staff' : '/'}>
          Dân <span>Chấm</span>
        </a>
        <HeaderLinks
          label={t('app.nav')}
          pages={reader?.mayWork ? pagesOf(reader.role).map(({ href, text }) => ({ href, text: t(text) })) : []}
          switchTo={language === 'vi' ? 'en' : 'vi'}
          switchText={t('app.language')}
        >
          {reader && (
            <>
              <a className="small" href="/staff/account">
                {t(`role.${reader.role}`)}, {reader.place}
              </a>
              <SignOutButton text={t('app.signOut')} busy={t('app.signingOut')} />
            </>
          )}
        </HeaderLinks>
      </div>
    </header>
  )
}
