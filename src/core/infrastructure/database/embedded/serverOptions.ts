/** Small and quick to start; and no statement, value or key of the application in the server's log. */
const DEFAULTS = {
  shared_buffers: '32MB',
  max_connections: '60',
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** Reached over loopback TCP alone. A unix socket would fail on a path above 107 bytes. */
const FIXED = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

/** The command line of `postgres`, quoted for the shell through which `pg_ctl -o` passes it. */
export function serverOptions(port: number, settings: Record<string, string>): string {
  const all = Object.entries({ ...DEFAULTS, ...settings, ...FIXED });
  return [`-p ${port}`, ...all.map(([name, value]) => `-c ${quoted(`${name}=${value}`)}`)].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
