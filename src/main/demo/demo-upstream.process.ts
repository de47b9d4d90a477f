import { hostPort } from '#workers/process-port.ts';
import { reportOnStandardError } from '#workers/report.ts';
import { serveDemoUpstream } from './serve-demo-upstream.ts';

serveDemoUpstream(hostPort(), reportOnStandardError);
