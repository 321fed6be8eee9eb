/** Where the pages of the front end are: as configured, else at this server, which learns its port late. */
export class FrontendAddress {
  private server = '';

  constructor(private readonly configured: string | null) {}

  get url(): string {
    return this.configured ?? this.server;
  }

  /** To be told once the server listens. */
  serverIs(url: string): void {
    this.server = url;
  }
}
