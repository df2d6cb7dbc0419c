/**
 * The settings that the service needs of its PostgreSQL, with the reason where the name does not say it.
 * docker-compose.yml has the same.
 */
export const postgresSettings = {
  max_connections: '200',
  shared_buffers: '256MB',
  // Bulk writing makes much WAL: with the default of 1GB a checkpoint would be forced in the middle of every large batch.
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  checkpoint_timeout: '15min',
  // PostgreSQL is the truth: an answered 202 must survive the machine's fall.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Short statements by the thousand: compiling them costs more than running them.
  jit: 'off',
  // A worker that is cut off from the network must lose its locks within seconds, not after the two hours of TCP.
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '2',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '10s',
  client_connection_check_interval: '5s',
  log_lock_waits: 'on',
  // DETAIL and CONTEXT lines of an error quote the row: keys and amounts of partners' items do not belong in a log.
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] %q%u@%d ',
};
