import {
  alreadySaved,
  type Candidate,
  decide,
  innerAlreadySaved,
  type ItemResult,
  type Problem,
  type RecordKind,
  unknownClient,
} from '@app/domain';
import { type Obstacle, type Obstacles } from '@app/persistence';

/** Steps 5 to 7 of docs/contract.md section 3 in words: what became of each candidate, given what stood in the way of some. */
export function candidateResults(
  kind: RecordKind,
  candidates: readonly Candidate[],
  obstacles: Obstacles,
): ItemResult[] {
  return candidates.map((candidate) => {
    const obstacle = obstacles.get(candidate);
    const problems = obstacle === undefined ? [] : problemsOf(kind, candidate, obstacle);
    return {
      index: candidate.index,
      key: candidate.key,
      state: decide(obstacle === undefined ? 'saved' : obstacle.event),
      problems,
    };
  });
}

function problemsOf(kind: RecordKind, candidate: Candidate, obstacle: Obstacle): Problem[] {
  switch (obstacle.event) {
    case 'already-saved': {
      const { row, statusCheckId, index } = obstacle.saved;
      const same = kind.sameAsStored(candidate.row, row);
      return [alreadySaved({ keyMember: kind.keyMember, same, statusCheckId, index })];
    }
    case 'client-not-saved':
      return [unknownClient(obstacle.clientKey)];
    case 'claim-already-saved': {
      const { inner } = kind;
      if (inner === undefined) throw new Error(`records of kind ${kind.name} have none inside`);
      return obstacle.claims
        .map(({ claim, saved }) => ({ at: candidate.inner?.indexOf(claim) ?? 0, saved }))
        .sort((a, b) => a.at - b.at)
        .map(({ at, saved: { statusCheckId, index } }) =>
          innerAlreadySaved({
            member: inner.member,
            at,
            keyMember: inner.kind.keyMember,
            statusCheckId,
            index,
          }),
        );
    }
  }
}
