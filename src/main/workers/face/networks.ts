import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type ModelName, readModel } from './model-files.ts';

/** The networks on this thread: each is read, checked and loaded when it is first needed. */
export type Networks = {
  /** @throws FailureError `face.modelWrong` */
  load(name: ModelName): Promise<void>;
  /** What a network answers to numbers of this shape, by the names of its outputs. @throws FailureError `face.modelWrong` */
  run(name: ModelName, input: Float32Array, shape: readonly number[]): Promise<(output: string) => Float32Array>;
  close(): Promise<void>;
};

/** One core each: the desk's other threads work at the same time. The runtime's own warnings (level 2) say nothing to anybody. */
const options: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  logSeverityLevel: 3,
};

/** Networks out of a folder of model files. */
export function openNetworks(folder: () => string): Networks {
  const sessions = new Map<ModelName, Promise<InferenceSession>>();
  const session = (name: ModelName): Promise<InferenceSession> => {
    const known = sessions.get(name);
    if (known !== undefined) return known;
    const opening = open(name, folder);
    sessions.set(name, opening);
    // Tried again next time: the files may have been put right.
    opening.catch(() => sessions.delete(name));
    return opening;
  };
  return {
    load: async (name) => void (await session(name)),
    async run(name, input, shape) {
      const loaded = await session(name);
      const answer = await loaded.run({ input: new Tensor('float32', input, [...shape]) });
      return (output) => {
        const data = answer[output]?.data;
        if (data instanceof Float32Array) return data;
        throw new TypeError(`${name} gives no ${output}`);
      };
    },
    async close() {
      const open = [...sessions.values()];
      sessions.clear();
      await Promise.allSettled(open.map(async (each) => (await each).release()));
    },
  };
}

const open = async (name: ModelName, folder: () => string) =>
  InferenceSession.create(readModel(name, folder()), options);
