-- Figures beside a unit's score: the rules of its ministry, what goes with satisfaction, where it stands, how the answers came;
-- and beside the commune's: how far a score hangs on the method, what a change is made of, what the mode does.
ALTER TABLE "score" DROP CONSTRAINT "score_figure";
ALTER TABLE "score" ADD CONSTRAINT "score_figure" CHECK ("figure" IN ('score', 'change', 'distribution', 'count', 'rule', 'driver', 'standing', 'modes', 'sensitivity', 'decomposition', 'mode-effect'));
