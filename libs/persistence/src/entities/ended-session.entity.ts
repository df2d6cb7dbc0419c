import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A session of the dashboard that was ended before its time. */
@Entity('ended_sessions')
export class EndedSessionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** When the session's token would have ended by itself. */
  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
