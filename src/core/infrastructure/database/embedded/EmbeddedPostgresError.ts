/** The embedded PostgreSQL cannot run here. `message` is one sentence with the remedy, fit to be printed alone. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}
