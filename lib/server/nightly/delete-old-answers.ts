import type pg from 'pg'
import { RETENTION_MONTHS } from '@/lib/instruments/index.ts'
import { enterScope } from '../communes/create-commune.ts'
import type { Scope } from '../scope.ts'

const oldWaves = `select w.id from wave w join commune c on c.id = w.commune_id
  where w.commune_id = $1 and not c.demo and w.status = 'closed'
    and (w.closes_at at time zone 'Asia/Ho_Chi_Minh')::date < ($2::date - make_interval(months => $3))`

/**
 * Keeps the promise of the citizen page: deletes the answers of waves that closed more than RETENTION_MONTHS before `day` (YYYY-MM-DD),
 * with their flags and every comment that was not released. Scores stay, and so does what was published of comments. The answers of the
 * demo are nobody's and stay too. Run by the owner of the tables; repeating it is harmless.
 */
export const deleteOldAnswers = async (owner: pg.ClientBase, scope: Scope, day: string): Promise<number> => {
  const values = [scope.communeId, day, RETENTION_MONTHS]
  await owner.query('begin')
  try {
    await enterScope(owner, scope)
    await owner.query(
      `delete from response_flag f using response r
        where f.commune_id = $1 and r.commune_id = f.commune_id and r.id = f.response_id and r.wave_id in (${oldWaves})`,
      values,
    )
    const { rowCount } = await owner.query(`delete from response where commune_id = $1 and wave_id in (${oldWaves})`, values)
    await owner.query(`delete from comment_review where commune_id = $1 and status = 'rejected' and wave_id in (${oldWaves})`, values)
    await owner.query(
      `delete from comment c where c.commune_id = $1 and c.wave_id in (${oldWaves})
          and not exists (select from comment_review v where v.commune_id = c.commune_id and v.comment_id = c.id)`,
      values,
    )
    await owner.query('commit')
    return rowCount ?? 0
  } catch (error) {
    await owner.query('rollback').catch(() => {})
    throw error
  }
}
