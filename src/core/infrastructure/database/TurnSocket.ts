import { Socket } from 'node:net';

/** A socket that can send what is written in one turn of the event loop with one system call at its end. */
export class TurnSocket extends Socket {
  private isGathering = false;

  /** Until this turn ends: under load the statements of many requests leave together, alone none waits. */
  gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    this.cork();
    setImmediate(() => {
      this.isGathering = false;
      this.uncork();
    });
  }
}
