import type { Transaction } from 'sequelize';

interface Connection {
  /** The pool closes it in place of lending it again; nothing is worth waiting for on it, not even ROLLBACK. */
  _invalid?: boolean;
}

/** What Sequelize's types keep to themselves. */
export function heldConnection(transaction: Transaction): Connection | undefined {
  return (transaction as unknown as { connection?: Connection }).connection;
}
