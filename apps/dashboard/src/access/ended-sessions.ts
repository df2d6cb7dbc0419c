import { DashboardPath, endSession, isSessionEnded, OperatorPath } from '@app/persistence';
import { Injectable } from '@nestjs/common';

/** The sessions that somebody has ended, as PostgreSQL knows them: the same for all processes, and after a restart. */
@Injectable()
export class EndedSessions {
  constructor(
    private readonly dashboardPath: DashboardPath,
    private readonly operatorPath: OperatorPath,
  ) {}

  /** @throws where the database does not answer: whether a session has ended is then unknown, and nobody passes */
  has(id: string): Promise<boolean> {
    return this.dashboardPath.transaction((transaction) => isSessionEnded(transaction, id));
  }

  /** Ends a session everywhere. @param expiresAt when it would have ended by itself */
  add(id: string, expiresAt: Date): Promise<void> {
    return this.operatorPath.transaction((transaction) => endSession(transaction, id, expiresAt));
  }
}
