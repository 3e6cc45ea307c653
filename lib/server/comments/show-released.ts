import type { Transaction } from '../db.ts'
import type { Scope } from '../scope.ts'

/**
 * Lets readers see released comments of a wave and a rated unit (all of them where no unit is given) and returns how many became visible.
 * Two conditions: the unit has as many comments in the wave as its threshold asks (10 or more, released or not), and either the wave is
 * closed or at least a cell's threshold of comments (5 or more) becomes visible together. Who saw one neighbour at the desk in the morning
 * must not find one new comment in the evening.
 */
export const showReleased = (tx: Transaction, scope: Scope, waveId: string, ratedUnitId: string | null): Promise<number> =>
  tx.$executeRaw`
    update comment_review r set shown = true
      from (select c.id, w.minimum_comments, w.minimum_cell, w.status,
                   count(*) over (partition by c.unit_id) as comments,
                   count(*) filter (where p.status in ('released', 'redacted') and not p.shown) over (partition by c.unit_id) as waiting
              from comment c
              join wave w on w.commune_id = c.commune_id and w.id = c.wave_id
              left join comment_review p on p.commune_id = c.commune_id and p.comment_id = c.id
             where c.commune_id = ${scope.communeId}::uuid and c.wave_id = ${waveId}::uuid
               and (${ratedUnitId}::uuid is null or c.unit_id = ${ratedUnitId}::uuid)) c
     where r.commune_id = ${scope.communeId}::uuid and r.comment_id = c.id and not r.shown and r.status in ('released', 'redacted')
       and c.comments >= c.minimum_comments and (c.status = 'closed' or c.waiting >= c.minimum_cell)`
