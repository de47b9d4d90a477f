import { CameraOff } from 'lucide-react';
import { failure } from '#contract/failures.ts';
import type { Corners } from '#contract/pixels.ts';
import { useFailureWords, useLabels } from '../i18n/language.ts';
import { Tag } from '../ui/tag.tsx';
import type { CameraTrouble } from './camera-trouble.ts';
import styles from './camera-view.module.css';
import type { Size } from './pixels-of.ts';
import type { CameraSight } from './use-camera.ts';
import { useSteadyWords } from './use-steady-words.ts';

type ViewProps = {
  readonly sight: CameraSight;
  /** What is to be put where: an oval for a head, a frame for a card or a page. */
  readonly shape: 'head' | 'card' | 'page';
  /** What to do now, for the person in front of the camera. */
  readonly words: string;
  /** `good`: nothing is in the way any more. */
  readonly good: boolean;
  /** 0 to 1: how much of the run of good frames is there. */
  readonly steady: number;
  readonly simulated: boolean;
  /** Said larger than the words: the step of a challenge. */
  readonly step?: string | null;
  /** What was found in the last frame, in its own pixels. */
  readonly outline?: Corners | null;
};

/** The live picture of a camera with what is to be put where and what to do. Faces are shown as in a mirror. */
export function CameraView(props: ViewProps) {
  const { sight, shape, words, good, steady, simulated, step = null, outline = null } = props;
  const { capture } = useLabels();
  const said = useSteadyWords(words);
  const trouble = sight.state === 'opening' || sight.state === 'live' ? null : sight.state;
  return (
    <div className={styles.view} data-shape={shape} data-good={good}>
      <div className={styles.picture}>
        <video ref={sight.attach} className={styles.video} muted playsInline aria-label={capture.live} />
        {trouble && <Trouble trouble={trouble} />}
        {!trouble && !outline && <Guide shape={shape} steady={steady} />}
        {!trouble && outline && <Outline corners={outline} frame={sight.frame} />}
        {simulated && (
          <span className={styles.simulated}>
            <Tag tone="sample">{capture.simulated}</Tag>
          </span>
        )}
      </div>
      {!trouble && (
        <p className={styles.words} role="status" data-good={good}>
          {step && <b className={styles.step}>{step}</b>}
          {sight.state === 'opening' ? capture.opening : said}
        </p>
      )}
    </div>
  );
}

const shapes = {
  head: <ellipse cx="50" cy="46" rx="19" ry="27" pathLength={100} />,
  card: <rect x="12" y="18" width="76" height="48" rx="4" pathLength={100} />,
  page: <rect x="26" y="4" width="48" height="68" rx="1" pathLength={100} />,
} as const;

/** Drawn over the picture; the line fills as the run of good frames does. */
function Guide({ shape, steady }: Pick<ViewProps, 'shape' | 'steady'>) {
  return (
    <svg className={styles.guide} viewBox="0 0 100 75" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <g className={styles.dashes}>{shapes[shape]}</g>
      <g className={styles.run} style={{ strokeDasharray: `${Math.round(steady * 100)} 100` }}>
        {shapes[shape]}
      </g>
    </svg>
  );
}

/** The found thing is drawn where it is seen: the frame fills its place as the picture does. */
function Outline({ corners, frame }: { readonly corners: Corners; readonly frame: Size | null }) {
  if (frame === null) return null;
  return (
    <svg
      className={styles.outline}
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <polygon points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function Trouble({ trouble }: { readonly trouble: CameraTrouble }) {
  const words = useFailureWords(failure(`camera.${trouble}`));
  return (
    <div className={styles.trouble} role="alert">
      <CameraOff size={34} strokeWidth={1.6} aria-hidden />
      <b>{words?.text}</b>
      <span>{words?.remedy}</span>
      <code>camera.{trouble}</code>
    </div>
  );
}
