import type { DeviceApi } from '#contract/device.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { DemoReader } from '#fixtures/virtual-card/demo-reader.ts';
import { demoSight } from './demo-sight.ts';

type DemoHandlers = Pick<Handlers<DeviceApi>, Extract<keyof DeviceApi['commands'], `demo.${string}`>>;

/** The software reader's own commands. It is one reader: naming another one is refused. */
export function serveDemo(reader: DemoReader): DemoHandlers {
  const check = (name: string | null) => {
    const known = name === null || reader.readers().some((each) => each.name === name);
    if (!known) throw new FailureError(failure('reader.unknown', { reader: name }));
  };
  return {
    'demo.people': () => [...reader.demoCards],
    'demo.camera': async (sight) => [...(await demoSight(sight))],
    'demo.putCard': ({ personId, reader: name }) => {
      check(name);
      reader.putCard(personId);
    },
    'demo.takeCard': ({ reader: name }) => {
      check(name);
      reader.takeCard();
    },
  };
}
