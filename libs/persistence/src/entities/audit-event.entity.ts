import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that an operator has done on the dashboard. */
@Entity('audit_events')
export class AuditEventEntity {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ name: 'happened_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  happenedAt!: Date;

  /** Of the dashboard. */
  @Column({ name: 'user_name', type: 'text' })
  userName!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ name: 'client_id', type: 'text', nullable: true })
  clientId!: string | null;

  @Column({ name: 'status_check_id', type: 'uuid', nullable: true })
  statusCheckId!: string | null;

  /** A sentence for people. */
  @Column({ type: 'text' })
  detail!: string;
}
