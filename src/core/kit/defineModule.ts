import type { EventCatalogue, EventName } from '../domain/EventCatalogue';
import type { PermissionCatalogue } from '../domain/PermissionCatalogue';
import type { FeedConsumer } from '../application/FeedConsumer';
import type { MailCatalogue } from '../application/MailCatalogue';
import type { PersonalDataSource } from '../application/PersonalData';
import type { AnyEndpoint } from '../presentation/endpoint';
import type { PublicFiles } from '../presentation/publicFiles';
import type { Bind, Injectable } from '../application/Injectable';
import type { JobHandler, Reaction } from './workers';
import type { EventDefinition } from './EventDefinition';
import type { MailTemplate } from './MailTemplate';
import type { RetentionRule } from './RetentionRule';

type EventDefinitions = { readonly [Name in EventName]?: EventDefinition<EventCatalogue[Name]> };
type MailTemplates = { readonly [Name in keyof MailCatalogue]?: MailTemplate<MailCatalogue[Name]> };

export interface ModuleDefinition {
  readonly name: string;
  /** Permission → what it lets one do. */
  readonly permissions: { readonly [Name in keyof PermissionCatalogue]?: string };
  readonly events: EventDefinitions;
  readonly mails: MailTemplates;
  readonly endpoints: readonly AnyEndpoint[];
  /** What anybody may fetch beside the API, pictures for example. */
  readonly files?: readonly PublicFiles[];
  /** What must follow an event, done by the worker exactly once per event. */
  readonly reactions: readonly Reaction[];
  readonly jobs: readonly JobHandler[];
  /** What takes note of all events as they are numbered. */
  readonly consumers?: readonly Injectable<FeedConsumer>[];
  /** The tables it owns. */
  readonly tables: readonly string[];
  /** For how long it keeps what is in them; every table is named. */
  readonly retention?: readonly RetentionRule[];
  /** Table → column → a value that passes, where types and checks do not tell: for `npm run tenancy:prove`. */
  readonly samples?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What it holds about a person: chapter of their data export → where it comes from. */
  readonly exports?: Readonly<Record<string, Injectable<PersonalDataSource>>>;
  /** Sequelize models. */
  readonly models: readonly unknown[];
  /** What runs beside requests, from start to stop. */
  readonly services: readonly Injectable<Service>[];
  bind(bind: Bind): void;
}

/** Something with a life of its own; what starts says how it stops. */
export interface Service {
  /** Whether it works for all processes, so that those that only answer requests leave it to others. */
  readonly isBackground?: boolean;
  start(): Promise<void> | void;
  stop(): Promise<void> | void;
}

/** Keeps the exact keys, so that the list of modules can be checked against the catalogues. */
export function defineModule<const Definition extends ModuleDefinition>(definition: Definition): Definition {
  return definition;
}
