import { readFile, rename, writeFile } from 'node:fs/promises';
import { type ProcessStamp, isRunning, stampOfThisProcess } from './ProcessStamp';

/** Notes that this process started the server and stops it. */
export async function takeOwnership(file: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(await stampOfThisProcess()), { mode: 0o600 });
  await rename(draft, file);
}

/** Whether the process that started the server still lives; when not, its watchdog is about to stop it. */
export async function ownerLives(file: string): Promise<boolean> {
  try {
    return await isRunning(JSON.parse(await readFile(file, 'utf8')) as ProcessStamp);
  } catch {
    return false;
  }
}
