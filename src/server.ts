import './core/bootstrap/refuseOldNode';
import { run } from './core/bootstrap/run';

void run();
